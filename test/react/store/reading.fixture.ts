import { QueryClient } from '@tanstack/react-query'
import { vi } from 'vitest'
import { createRemoteAdapter } from '../../../src/adapters/remote/remote.js'
import { createUserClient } from '../../../src/core/client.js'
import { createAllStores } from './allStores.fixture.js'
import { createUserHandler } from '../../../src/server/handler.js'
import { ada, createMemoryAdapter, preferences } from '../../../src/testing.js'
import { createTestBrowser } from './page.fixture.js'

const streak = { enabled: true, evaluationMode: 'and', metrics: [], daysOff: [] } as const
const streakInfo = { frequency: 'daily', length: 3, metrics: [] } as const

/** What a request ends with instead of the handler's answer. */
export type Fault = () => Response | Promise<Response>

/** An answer of a server or proxy that failed. */
export const answer =
  (status: number, headers: Record<string, string> = {}): Fault =>
  () =>
    new Response('', { status, headers })

/** A request that doesn't reach the server. */
export const unreachable: Fault = () => Promise.reject(new TypeError('Failed to fetch'))

/** Creates a browser whose tabs read from one handler, and counts their requests. */
export function createReadingBrowser() {
  const browser = createTestBrowser()
  const adapter = createMemoryAdapter({ users: [ada], preferences, streak, streakInfo })
  const handler = createUserHandler({
    adapter,
    authenticate: (request) => request.headers.get('x-test-user') ?? '',
    allow: ['devices'],
    writable: { fields: ['name'] },
    rateLimit: false,
    onError: () => {},
  })
  const start = Date.now()
  const gets: { readonly at: number; readonly read: string | undefined }[] = []
  let fault: Fault | undefined

  /** Opens a tab with the stores of a user. */
  function openTab(
    userId: string = ada.id,
    options: Parameters<typeof browser.openTab>[0] = {},
    queryClient = new QueryClient(),
  ) {
    const tab = browser.openTab(options)
    const remote = createRemoteAdapter({
      url: 'https://app.example.com/api/identikit',
      headers: { 'x-test-user': userId },
      fetch: async (...input) => {
        const request = new Request(...input)
        if (request.method === 'GET')
          gets.push({
            at: Date.now() - start,
            read: new URL(request.url).searchParams.get('read')?.split(',').sort().join(),
          })
        if (!tab.page.isOnline()) return unreachable()
        return fault ? fault() : handler(request)
      },
    })
    const settings = {
      client: createUserClient(remote),
      catalog: [],
      onError: undefined,
      onSaved: undefined,
    }
    const stores = createAllStores(queryClient, userId, settings, undefined, tab.page)

    /** Subscribes to the user, the preferences and the streak, as a page with fifty components does. */
    function show(count = 50): () => void {
      const sources = [stores.user, stores.preferences, stores.streak.settings]
      const stops = Array.from({ length: count }, () =>
        sources.map((source) => source.subscribe(() => source.getSnapshot())),
      ).flat()
      return () => {
        for (const stop of stops) stop()
      }
    }
    return { ...tab, stores, queryClient, show }
  }

  return {
    browser,
    adapter,
    openTab,
    gets,
    /** Returns the number of GETs since the last call. */
    countGets: () => gets.splice(0).length,
    fail: (next: Fault | undefined) => void (fault = next),
  }
}

/** Advances the fake time. */
export const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds)
