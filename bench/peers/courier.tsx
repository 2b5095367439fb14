import { CourierPreferences, useCourier } from '@trycourier/courier-react'
import { useEffect } from 'react'

export function App() {
  const { shared } = useCourier()
  useEffect(() => {
    // The payload is {"tenant_id":"t"}.
    shared.signIn({ userId: 'u1', jwt: 'x.eyJ0ZW5hbnRfaWQiOiJ0In0.x' })
  }, [shared])
  return <CourierPreferences />
}

/** Returns the switches of types; a checkbox for each channel follows. */
export function findSwitches(root: HTMLElement): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>('button[role=switch]')]
}
