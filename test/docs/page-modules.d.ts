/** Code blocks of pages: see pageModules.ts. */
declare module 'page:README.md:src/App.tsx' {
  import type { JSX } from 'react'

  export default function App(): JSX.Element
}

declare module 'page:docs/own-markup.md:src/NotificationTable.tsx' {
  import type { JSX } from 'react'

  export function NotificationTable(): JSX.Element
}

declare module 'page:docs/testing.md:*'
declare module 'page:docs/mail-worker.md:*'
