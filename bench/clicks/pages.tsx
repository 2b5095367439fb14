/** The pages of the contenders. This file is bundled, and each page runs the bundle anew (`realm.ts`). */
import type { JSX } from 'react'
import { createRoot } from 'react-dom/client'
import { createRemoteAdapter } from '../../src/adapters/remote/remote.js'
import type { PageName, TrialService } from './contender.js'
import { createKnockPage } from './knockPage.js'
import type { Connection } from './link.js'
import { findSwitches, linkAdapter } from './linkAdapter.js'
import { linkedFetch } from './linkedFetch.js'
import { createOursPage } from './oursPage.js'
import type { SwitchId } from './plan.js'
import { createRollbackPage } from './rollbackPage.js'
import { ShownContext } from './Switch.js'

/** What a page gets when it opens. */
export interface Visit extends Pick<TrialService, 'adapter' | 'serve'> {
  readonly userId: string
  readonly container: HTMLElement
  readonly connection: Connection
  readonly onShown: (id: SwitchId, isOn: boolean) => void
  /** Returns the click that caused the running code; empty outside a click. */
  readonly causingClick: () => number[]
  /** Returns the newest click on each of these switches. */
  readonly newestClicks: (ids: readonly unknown[]) => number[]
}

const missing = () => {
  throw new Error('The contender opens no such service.')
}

const pages: Readonly<Record<PageName, (visit: Visit) => JSX.Element>> = {
  direct({ adapter = missing(), connection, userId, newestClicks }) {
    const find = (changes: unknown) => newestClicks(findSwitches(changes))
    return createOursPage({ adapter: linkAdapter(adapter, connection, find), userId })
  },
  remote({ serve = missing(), connection, userId, newestClicks }) {
    const adapter = createRemoteAdapter({
      url: 'https://app.invalid/api/identikit',
      fetch: linkedFetch(connection, serve, ({ changes }) => newestClicks(findSwitches(changes))),
    })
    return createOursPage({ adapter, userId })
  },
  knock({ serve = missing(), connection, userId, causingClick }) {
    // The hook sends one request for each click, while it handles the click.
    globalThis.fetch = linkedFetch(connection, serve, causingClick)
    return createKnockPage({ userId })
  },
  rollback({ adapter = missing(), connection, userId, causingClick }) {
    return createRollbackPage({ adapter: linkAdapter(adapter, connection, causingClick), userId })
  },
}

/** Renders the page of a contender. */
export function show(name: PageName, visit: Visit): void {
  createRoot(visit.container).render(
    <ShownContext.Provider value={visit.onShown}>{pages[name](visit)}</ShownContext.Provider>,
  )
}
