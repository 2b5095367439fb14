// Their types are missing where the peers are not installed.
declare module '@novu/react'
declare module '@trycourier/courier-react'
