import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { createRemoteAdapter } from '../../../src/adapters/remote/remote.js'
import type { UserAdapter } from '../../../src/core/adapter.js'
import type { NotificationCatalog } from '../../../src/core/preferences/catalog.js'
import { getSetting, type PreferenceChange } from '../../../src/core/preferences/preferences.js'
import type { WriteReport } from '../../../src/core/requestOptions.js'
import { createUserHandler } from '../../../src/server.js'
import { toNodeListener } from '../../../src/server/nodeListener.js'
import { openKnock } from '../../adapters/knock/knock.fixture.js'
import { openPostgres } from '../../adapters/postgres/postgres.fixture.js'
import { memory, openHandler } from '../handler.fixture.js'

const services: readonly [string, () => UserAdapter][] = [
  ['memory', () => memory()],
  ['Knock', () => openKnock().adapter],
  ['Postgres', () => openPostgres().adapter],
]

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()))
})

/** Serves an adapter over HTTP, and returns the client of a browser. */
async function openRemote(adapter: UserAdapter, catalog: NotificationCatalog = []) {
  const handler = createUserHandler({ adapter, catalog, authenticate: () => 'ada', basePath: '/' })
  const server = createServer(toNodeListener(handler))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => new Promise((resolve) => server.close(resolve)))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const { users, preferences } = createRemoteAdapter({ url })
  await users?.identify?.('ada', {})
  if (!preferences) throw new Error('The handler serves no preferences.')
  return preferences
}

const toChanges = (count: number): PreferenceChange[] =>
  Array.from({ length: count }, (_, index) => ({
    type: `category:product-area-${Math.floor(index / 4)}`,
    channel: ['email', 'push', 'sms', 'chat'][index % 4],
    enabled: false,
  }))

/** As many as a browser sends in one request. */
const maxChanges = 150

describe.each(services)('createUserHandler over %s', (_, open) => {
  it('saves 500 changes of one click in four requests', async () => {
    const { get, update } = await openRemote(open())
    const changes = toChanges(500)
    for (let sent = 0; sent < changes.length; sent += maxChanges) {
      const order = { writer: 'browser', seq: sent }
      await update('ada', changes.slice(sent, sent + maxChanges), { order })
    }
    const saved = await get('ada')
    const states = changes.map((change) => getSetting(saved, change)?.state)
    expect([states.length, new Set(states)]).toEqual([500, new Set(['off'])])
  })

  it('refuses only the locked one of 40 changes', async () => {
    const changes = toChanges(40)
    const catalog = Array.from({ length: 10 }, (__, index) => ({
      id: `category:product-area-${index}`,
      default: true,
      ...(index === 3 && { locked: { channels: ['sms'] } }),
    }))
    const { update } = await openRemote(open(), catalog)
    const reports: WriteReport[] = []
    const saved = await update('ada', changes, { onReport: (report) => reports.push(report) })
    const states = changes.map((change) => getSetting(saved, change)?.state)
    expect(states.filter((state) => state === 'off')).toHaveLength(39)
    expect(states[14]).not.toBe('off')
    expect(reports).toMatchObject([{ refused: [{ index: 14, error: { code: 'locked' } }] }])
  })
})

describe('a request with many changes', () => {
  it('may have 500 changes, or 150 with rows of 16 channels', async () => {
    const { send } = openHandler()
    const row = Object.fromEntries(
      Array.from({ length: 16 }, (_, index) => [`channel-${index}`, true]),
    )
    const withRows = toChanges(150).map((change) => ({ ...change, row }))
    for (const changes of [toChanges(500), withRows]) {
      const { status } = await send('PATCH', '/preferences', { changes })
      expect(status).toBe(200)
    }
    const tooMany = await send('PATCH', '/preferences', { changes: toChanges(501) })
    expect(tooMany.status).toBe(400)
  })
})
