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

declare module 'page:docs/migrating.md:src/server/copyChoices.ts' {
  import type { NotificationCatalog, UserAdapter } from '../../src/core.js'

  type OldValues = readonly {
    readonly type: string
    readonly channel: string
    readonly isOn: boolean
  }[]

  export function copyChoices(
    adapter: UserAdapter,
    catalog: NotificationCatalog,
    id: string,
    old: OldValues,
  ): Promise<void>
  export function findDifferences(
    adapter: UserAdapter,
    catalog: NotificationCatalog,
    id: string,
    old: OldValues,
  ): Promise<readonly { readonly type: string; readonly canCopy: boolean }[]>
}
