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

declare module 'page:docs/languages.md:src/notifications.ts' {
  import type { NotificationCatalog } from 'identikit/core'

  export const catalog: NotificationCatalog
  export const catalogs: Readonly<Record<'en' | 'de', NotificationCatalog>>
}

declare module 'page:docs/languages.md:src/Settings.tsx' {
  import type { JSX } from 'react'
  import type { IdentikitProviderProps } from 'identikit'

  export function Settings(props: IdentikitProviderProps & { language: 'en' | 'de' }): JSX.Element
}

declare module 'page:docs/languages.md:src/server/unsubscribe.ts' {
  import type { Unsubscribe } from 'identikit/server'

  export const linkFor: Unsubscribe['linkFor']
  export const handler: Unsubscribe['handler']
}
