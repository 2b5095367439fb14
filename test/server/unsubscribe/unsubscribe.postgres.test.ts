import { expect, it } from 'vitest'
import { createDeliveryGate, createUnsubscribe } from '../../../src/server.js'
import { openPostgres } from '../../adapters/postgres/postgres.fixture.js'
import { catalog, readUndo, recap, secret, url } from './unsubscribe.fixture.js'

const news = { type: 'news', channel: 'email' }

it('createUnsubscribe: keeps the choices of known and unknown users in Postgres, and takes them back', async () => {
  const { adapter, client } = openPostgres({ channels: ['email'], subscribed: true })
  await client.users.identify('ada', { email: 'ada@example.com' })
  const provision = (id: string) => ({ email: `${id}@example.com` })
  const unsubscribe = createUnsubscribe({ adapter, catalog, secret, url, provision })
  const gate = createDeliveryGate({ adapter, catalog })
  const deliver = async (id: string) => {
    const messages = [recap, news]
    return Promise.all(messages.map(async (message) => (await gate.check(id, message)).deliver))
  }
  for (const id of ['ada', 'eve']) {
    const link = await unsubscribe.linkFor(id, recap)
    const post = async (fields: Readonly<Record<string, string>>) =>
      unsubscribe.handler(new Request(link, { method: 'POST', body: new URLSearchParams(fields) }))
    expect(await deliver(id)).toEqual([true, true])
    const stopped = await post({ 'List-Unsubscribe': 'One-Click' })
    expect(await deliver(id)).toEqual([false, true])
    await post({ action: 'undo', undo: await readUndo(stopped) })
    expect(await deliver(id)).toEqual([true, true])
    const all = await post({ action: 'stop-all' })
    expect(await deliver(id)).toEqual([false, false])
    await post({ action: 'undo', undo: await readUndo(all) })
    expect(await deliver(id)).toEqual([true, true])
    const { subscribed, types } = await client.preferences.get(id)
    expect(subscribed?.state).toBe('unset')
    for (const { channels } of types)
      for (const { state } of Object.values(channels)) expect(state).toBe('unset')
  }
})
