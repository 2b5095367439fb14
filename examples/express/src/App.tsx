import type { IdentikitProviderProps } from 'identikit'
import { Settings } from './Settings'

/** What the server reads for a page. */
export interface PageData {
  /** `null` for a visitor who is signed out. */
  readonly userId: string | null
  readonly initial: IdentikitProviderProps['initial']
}

export function App({ userId, initial }: PageData) {
  return (
    <main>
      <form method="post" action={userId === null ? '/sign-in' : '/sign-out'}>
        <button>{userId === null ? 'Sign in' : 'Sign out'}</button>
      </form>
      {userId !== null && <Settings userId={userId} initial={initial} />}
    </main>
  )
}
