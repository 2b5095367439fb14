import { describe, expect, it } from 'vitest'
import { createRemoteAdapter } from '../../../src/adapters/remote/remote.js'
import { createUserClient } from '../../../src/core/client.js'
import { openPostgres } from '../../adapters/postgres/postgres.fixture.js'
import { base, memory, openHandler, origin } from '../handler.fixture.js'

const catalog = [
  { id: 'news', channels: ['email', 'push'] },
  { id: 'tips' },
  { id: 'alone', channels: [] },
  { id: 'old', channels: ['email'], hidden: true },
]

describe('a handler with a catalog', () => {
  it.each([
    [{ type: 'security', channel: 'email' }, 'type'],
    [{ type: 'security' }, 'type'],
    [{ type: 'News', channel: 'email' }, 'type'],
    [{ type: '__proto__', channel: 'email' }, 'type'],
    [{ type: 'news', channel: 'sms' }, 'channel'],
    [{ type: 'news', channel: 'Email' }, 'channel'],
    [{ type: 'alone', channel: 'email' }, 'channel'],
    [{ type: 'old', channel: 'push' }, 'channel'],
  ])('refuses the change of %j by name and saves the others', async (target, key) => {
    const { send, getWrites } = openHandler({ catalog })
    const news = { type: 'news', channel: 'push', enabled: true }
    const changes = [news, { ...target, enabled: true }, { type: 'tips', enabled: false }]
    const fields = { [`changes[1].${key}`]: 'is not in the catalog' }
    const refused = [{ index: 1, error: { code: 'invalid', fields } }]
    expect(await send('PATCH', '/preferences', { changes })).toMatchObject({
      status: 200,
      body: { refused },
    })
    const identified = await send('PUT', '/user', { patch: {}, preferences: changes })
    expect(identified).toMatchObject({ status: 200, body: { refused } })
    expect(getWrites()).toMatchObject([
      { input: [news, changes[2]] },
      { input: { preferences: [news, changes[2]] } },
    ])
    const alone = await send('PATCH', '/preferences', { changes: [changes[1]] })
    expect(alone).toMatchObject({
      status: 400,
      body: { error: { fields: { [`changes[0].${key}`]: 'is not in the catalog' } } },
    })
  })

  it.each([
    { type: 'news', channel: 'email' },
    { type: 'news' },
    { type: 'tips', channel: 'carrier-pigeon' },
    { type: 'alone' },
    { type: 'old', channel: 'email' },
    { channel: 'push' },
    {},
  ])('saves the change of %j', async (target) => {
    const { send } = openHandler({ catalog })
    const changes = [{ ...target, enabled: false }]
    expect((await send('PATCH', '/preferences', { changes })).status).toBe(200)
  })

  it('follows changes of the list', async () => {
    const list = [...catalog]
    const { send } = openHandler({ catalog: list })
    const save = async (type: string) => {
      const changes = [{ type, channel: 'email', enabled: true }]
      return (await send('PATCH', '/preferences', { changes })).status
    }
    expect([await save('news'), await save('security')]).toEqual([200, 400])
    list[0] = { id: 'security', channels: ['email'] }
    expect([await save('news'), await save('security')]).toEqual([400, 200])
    list.unshift({ id: 'news', channels: ['email'] })
    expect([await save('news'), await save('security')]).toEqual([200, 200])
  })

  it('refuses a channel of all types that no type has', async () => {
    const { send } = openHandler({ catalog: [{ id: 'news', channels: ['email'] }] })
    const changes = [{ channel: 'sms', enabled: false }]
    const { status, body } = await send('PATCH', '/preferences', { changes })
    expect([status, body.error.fields]).toEqual([
      400,
      { 'changes[0].channel': 'is not in the catalog' },
    ])
  })

  it('shows no setting that cannot be changed', async () => {
    const { send } = openHandler({ catalog: [{ id: 'news', channels: ['push'] }] })
    const { body } = await send('GET', '?read=preferences')
    expect(body.preferences.data).toEqual({
      types: [{ id: 'news', channels: { push: { state: 'unset' } } }],
      channels: {},
      rest: {},
    })
  })

  it('writes no channel of a row that the catalog does not have', async () => {
    const adapter = memory({ rules: { write: 'row' } })
    const { send } = openHandler({ catalog, adapter })
    const change = { type: 'news', channel: 'push', enabled: true, row: { email: true, sms: true } }
    expect((await send('PATCH', '/preferences', { changes: [change] })).status).toBe(200)
    expect(adapter.calls.at(-1)?.input).toEqual([{ ...change, row: { email: true } }])
  })
})

/** Returns changes of about 60 KiB whose settings are new. */
const toLong = (start: number, count = 110) =>
  Array.from({ length: count }, (_, index) => ({
    type: `${start + index}-`.padEnd(256, 'x'),
    channel: 'y'.repeat(200),
    enabled: false,
  }))

describe.each([
  ['memory', () => memory({ users: [{ id: 'ada' }] })],
  [
    'memory that orders preferences only',
    () => memory({ users: [{ id: 'ada' }], rules: { order: true } }),
  ],
  ['Postgres', () => openPostgres().adapter],
] as const)('the preferences of a person over %s', (_, open) => {
  async function start() {
    const { send, handler } = openHandler({ adapter: open(), rateLimit: false })
    await send('PUT', '/user', { patch: {} })
    const remote = createRemoteAdapter({
      url: base,
      headers: { cookie: 'ada', origin },
      fetch: (input, init) => handler(new Request(input, init)),
    })
    const { preferences } = createUserClient(remote)
    const save = async (changes: readonly object[]) => send('PATCH', '/preferences', { changes })
    const countBytes = async () => JSON.stringify(await preferences.get('ada')).length
    return { send, save, countBytes }
  }

  it('can be read after 17 long writes, which are refused by name', async () => {
    const { save, countBytes } = await start()
    const answers = []
    for (let write = 0; write < 17; write += 1) answers.push(await save(toLong(write * 110)))
    expect(answers.slice(0, 4).map(({ status }) => status)).toEqual([200, 200, 200, 200])
    expect(answers.at(-1)?.status).toBe(400)
    expect(answers.at(-1)?.body.error.fields).toMatchObject({
      'changes[0]': 'would exceed the 256 KiB that are kept of the preferences of one person',
    })
    const partly = answers.find(({ status, body }) => status === 200 && body.refused)
    expect(partly?.body.refused.at(-1)).toMatchObject({ index: 109, error: { code: 'invalid' } })
    expect(await countBytes()).toBeLessThanOrEqual(256 * 1024)
    // What is stored can be changed, and short choices of known types still fit.
    expect((await save(toLong(0, 20).map((item) => ({ ...item, enabled: true })))).status).toBe(200)
  })

  it('can be read after 17 long writes at once', async () => {
    const { save, countBytes } = await start()
    await Promise.all(Array.from({ length: 17 }, (__, write) => save(toLong(write * 110))))
    expect(await countBytes()).toBeLessThanOrEqual(256 * 1024)
  })

  it('can be read after many short writes', async () => {
    const { save, countBytes } = await start()
    for (let write = 0; write < 60; write += 1) await save(toLong(write * 11, 11))
    expect(await countBytes()).toBeLessThanOrEqual(256 * 1024)
  })

  it('can be read after many frequencies, of which those that do not fit are refused', async () => {
    const { save, countBytes } = await start()
    for (let write = 0; write < 4; write += 1) await save(toLong(write * 110))
    const changes = toLong(440, 150).map(({ type }) => ({ type, frequency: 'monthly' }))
    const { status, body } = await save(changes)
    expect([status, body.refused.at(-1)]).toMatchObject([
      200,
      { index: 149, error: { code: 'invalid' } },
    ])
    expect(await countBytes()).toBeLessThanOrEqual(256 * 1024)
    expect((await save([{ ...changes[0], frequency: 'daily' }])).status).toBe(200)
  })

  it('can be read after many identifications with short choices', async () => {
    const { send, countBytes } = await start()
    for (let write = 0; write < 100; write += 1) {
      const body = { patch: { name: 'Ada' }, preferences: toLong(write * 7, 7) }
      await send('PUT', '/user', body, { 'x-identikit-writer': 'w', 'x-identikit-seq': `${write}` })
    }
    expect(await countBytes()).toBeLessThanOrEqual(256 * 1024)
  })

  it('can be read after identifications with long choices', async () => {
    const { send, countBytes } = await start()
    for (let write = 0; write < 8; write += 1) {
      const body = { patch: { name: 'Ada' }, preferences: toLong(write * 110) }
      const order = { 'x-identikit-writer': 'w', 'x-identikit-seq': `${write}` }
      expect((await send('PUT', '/user', body, order)).status).toBe(200)
    }
    expect(await countBytes()).toBeLessThanOrEqual(256 * 1024)
  })
})
