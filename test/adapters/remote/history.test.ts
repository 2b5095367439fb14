import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createMemoryAdapter } from '../../../src/adapters/memory/memory.js'
import { createRemoteAdapter } from '../../../src/adapters/remote/remote.js'
import { createUserHandler, exportUser } from '../../../src/server.js'
import { toNodeListener } from '../../../src/server/nodeListener.js'

const adapter = createMemoryAdapter({ users: [{ id: 'ada' }, { id: 'grace' }] })
const handler = createUserHandler({
  adapter,
  authenticate: ({ headers }) => {
    const userId = headers.get('authorization')?.replace('Bearer ', '')
    return userId === undefined ? null : { userId, scopes: ['acme'] }
  },
  allow: ['history'],
})
const news = (enabled: boolean) => ({ type: 'news', channel: 'email', enabled })

let server: Server
let url: string
beforeAll(async () => {
  server = createServer(toNodeListener(handler))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/identikit`
  await adapter.preferences?.update('ada', news(true), { source: 'sign-up' })
  await adapter.preferences?.update('ada', news(false), { scope: 'acme' })
  await adapter.preferences?.update('ada', news(false), { scope: 'secret' })
  await adapter.preferences?.update('ada', news(false))
})
afterAll(() => server.close())

const openAs = (user: string, scope?: string) =>
  createRemoteAdapter({ url, scope, headers: { authorization: `Bearer ${user}` } })

describe('createRemoteAdapter: history, over HTTP', () => {
  it('returns the changes that the session may see', async () => {
    const entries = await openAs('ada').history?.get('ada')
    expect(entries).toMatchObject([
      { member: 'preferences.update', change: [news(false)], at: expect.any(String) },
      { change: [news(false)], scope: 'acme' },
      { change: [news(true)], source: 'sign-up' },
    ])
    expect(await openAs('ada', 'acme').history?.get('ada')).toEqual(entries)
  })

  it('returns pages', async () => {
    const { history } = openAs('ada')
    const [first] = (await history?.get('ada', { limit: 1 })) ?? []
    const rest = await history?.get('ada', { before: first?.id })
    expect(rest).toMatchObject([{ scope: 'acme' }, { source: 'sign-up' }])
    expect(await history?.get('ada', { before: rest?.at(-1)?.id })).toEqual([])
  })

  it('refuses the history of another user, and a scope that the session lacks', async () => {
    await expect(openAs('grace').history?.get('ada')).rejects.toMatchObject({
      code: 'user-changed',
    })
    await expect(openAs('ada', 'secret').history?.get('ada')).rejects.toMatchObject({
      code: 'forbidden',
    })
  })

  it.each([{ limit: 0 }, { limit: 1001 }, { limit: Number.NaN }, { before: '' }])(
    'refuses %j with the name of the option',
    async (options) => {
      await expect(openAs('ada').history?.get('ada', options)).rejects.toMatchObject({
        code: 'invalid',
        fields: { [Object.keys(options)[0]!]: expect.any(String) },
      })
    },
  )

  it('rejects with the reason of an abort', async () => {
    const signal = AbortSignal.abort(new Error('closed'))
    await expect(openAs('ada').history?.get('ada', { signal })).rejects.toThrow('closed')
  })

  it('is part of exportUser', async () => {
    const { history } = await exportUser(openAs('ada'), 'ada')
    expect(history).toHaveLength(3)
  })
})

describe('createRemoteAdapter: history', () => {
  const open = (answer: (request: Request) => Response | Promise<Response>) =>
    createRemoteAdapter({
      url: 'https://app.example.com/api/identikit',
      fetch: async (input, init) => answer(new Request(input, init)),
    })

  it('is absent after the first answer of a handler without one', async () => {
    const { history: _, ...without } = createMemoryAdapter({ users: [{ id: 'ada' }] })
    const served = createUserHandler({
      adapter: without,
      authenticate: () => 'ada',
      allow: ['history'],
    })
    const remote = open(served)
    await expect(remote.history?.get('ada')).rejects.toMatchObject({ code: 'unsupported' })
    await remote.users?.get?.('ada')
    expect(remote.history).toBeUndefined()
  })

  it('leaves out unreadable entries, and reports them', async () => {
    const entry = { id: '1', member: 'users.update', change: { name: 'Ada' }, at: '2026-01-01' }
    const remote = open(() => Response.json({ data: [{ ...entry, at: 5 }, entry] }))
    const reports: unknown[] = []
    const found = await remote.history?.get('ada', { onUnreadable: (error) => reports.push(error) })
    expect(found).toEqual([entry])
    expect(reports).toMatchObject([{ code: 'bad-answer' }])
  })
})
