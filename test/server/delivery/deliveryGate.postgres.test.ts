import { expect, it } from 'vitest'
import type { NotificationCatalog } from '../../../src/core.js'
import { createDeliveryGate } from '../../../src/server.js'
import { openPostgres } from '../../adapters/postgres/postgres.fixture.js'

const recap = { type: 'recap', channel: 'email' }
const catalog: NotificationCatalog = [{ id: 'recap', channels: ['email'], default: true }]

it('createDeliveryGate: checks 1,001 users over Postgres in one query for each 500, as one by one', async () => {
  const { adapter, client, sent } = openPostgres({ channels: ['email'], subscribed: true })
  const ids = Array.from({ length: 1001 }, (_, index) => `user-${index}`)
  const users = ids.slice(1).map((id, index) => ({
    id,
    ...(index % 5 !== 0 && { email: `${id}@example.com` }),
  }))
  await client.users.identifyMany(users)
  await client.preferences.update('user-1', { ...recap, enabled: false })
  await client.preferences.update('user-2', { channel: 'email', enabled: false })
  await client.preferences.update('user-3', { enabled: false })
  await client.preferences.update('user-4', { type: 'recap', enabled: false })
  await client.schedule.update('user-5', { pausedUntil: '2099-01-01T00:00:00Z' })
  const { check, checkMany } = createDeliveryGate({ adapter, catalog })
  const before = sent.length
  const found = await checkMany(ids, recap)
  expect(sent.length - before).toBe(3)
  expect([...found.keys()]).toEqual(ids)
  for (const id of ids.slice(0, 12)) expect(found.get(id)).toEqual(await check(id, recap))
  expect(found.get('user-0')).toEqual({ deliver: true })
  expect(found.get('user-1')).toEqual({ deliver: false, reason: 'off' })
  expect(found.get('user-5')).toEqual({
    deliver: false,
    reason: 'paused',
    until: '2099-01-01T00:00:00.000Z',
  })
  expect(found.get('user-6')).toEqual({ deliver: false, reason: 'no-address' })
  expect([2, 3, 4].map((index) => found.get(`user-${index}`))).toEqual([
    { deliver: false, reason: 'parent-off', parent: { channel: 'email' } },
    { deliver: false, reason: 'parent-off', parent: {} },
    { deliver: false, reason: 'parent-off', parent: { type: 'recap' } },
  ])
})
