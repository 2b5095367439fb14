import { describe, expect, it } from 'vitest'
import { createMemoryAdapter } from '../../src/adapters/memory/memory.js'
import type { UserRecord } from '../../src/core/adapter.js'
import { createUserClient } from '../../src/core/client.js'
import { IdentikitError } from '../../src/core/errors.js'
import { defaultStreak } from '../../src/core/streak/streak.js'
import type { UserPatch } from '../../src/core/user/user.js'
import {
  change,
  device,
  event,
  getError,
  methods,
  preferences,
  record,
  streakInfo,
  untyped,
  user,
  withoutId,
} from './client.fixture.js'

const every = { ...methods, ...withoutId }

const badIds: unknown[] = [
  '',
  ' ',
  '.',
  '..',
  'a\0',
  'a\nb',
  '\u007f',
  '\ud83d',
  'a\udc00',
  undefined,
  null,
  0,
  1,
  {},
  ['ada'],
]

describe('createAdminClient over a complete adapter', () => {
  it('has every method of the contract and passes its arguments on', async () => {
    const { adapter, calls, client } = record()
    const signal = new AbortController().signal
    const options = { signal, keepalive: true, source: 'test' }
    const records: UserRecord[] = [{ id: 'ada' }]
    expect(await client.users.get('ada', options)).toBe(user)
    expect(await client.users.identify('ada', { name: 'Ada' }, options)).toBe(user)
    expect(await client.users.create('ada', { name: 'Ada' }, options)).toBe(user)
    expect(await client.users.update('ada', { name: 'Ada' }, options)).toBe(user)
    await client.users.delete('ada', { archive: true, signal })
    expect(await client.users.list({ limit: 1, cursor: 'c' })).toEqual({ users: [user] })
    expect(await client.users.identifyMany(records, options)).toEqual({ done: 1, failed: [] })
    expect(await client.users.merge({ from: 'guest', into: 'ada' }, options)).toBe(user)
    expect(await client.preferences.get('ada', options)).toBe(preferences)
    expect(await client.preferences.update('ada', change, options)).toBe(preferences)
    expect(await client.preferences.reset('ada', options)).toBe(preferences)
    expect(await client.streak.get('ada', options)).toBe(defaultStreak)
    expect(await client.streak.update('ada', { enabled: false }, options)).toBe(defaultStreak)
    expect(await client.streak.info('ada', options)).toBe(streakInfo)
    await client.devices.add('ada', device, options)
    await client.devices.remove('ada', 't1', options)
    await client.events.track('ada', event, options)
    expect(calls).toEqual([
      ['users.get', 'ada', options],
      ['users.identify', 'ada', { name: 'Ada' }, options],
      ['users.create', 'ada', { name: 'Ada' }, options],
      ['users.update', 'ada', { name: 'Ada' }, options],
      ['users.delete', 'ada', { archive: true, signal }],
      ['users.list', { limit: 1, cursor: 'c' }],
      // Each batch has its own signal, so that requests add no listeners to the caller's signal.
      ['users.identifyMany', records, { ...options, signal: expect.any(AbortSignal) as unknown }],
      ['users.merge', { from: 'guest', into: 'ada' }, options],
      ['preferences.get', 'ada', options],
      ['preferences.update', 'ada', [change], options],
      ['preferences.reset', 'ada', options],
      ['streak.get', 'ada', options],
      ['streak.update', 'ada', { enabled: false }, options],
      ['streak.info', 'ada', options],
      ['devices.add', 'ada', device, options],
      ['devices.remove', 'ada', 't1', options],
      ['events.track', 'ada', event, options],
    ])
    const names = (['users', 'preferences', 'streak', 'devices', 'events'] as const).flatMap(
      (resource) => Object.keys(adapter[resource]).map((name) => `${resource}.${name}`),
    )
    expect(Object.keys(every).sort()).toEqual(
      names.filter((name) => name !== 'preferences.rules').sort(),
    )
  })

  it('passes on the same options object, not a copy', async () => {
    const { calls, client } = record()
    const options = { signal: new AbortController().signal }
    await client.users.identify('ada', {}, options)
    expect(calls[0]?.[3]).toBe(options)
  })

  it('passes on patches in their stored form', async () => {
    const { calls, client } = record()
    const patch: UserPatch = {
      email: ' ada@example.com ',
      timezone: 'Asia/Calcutta',
      name: undefined,
    }
    const stored = { email: 'ada@example.com', timezone: 'Asia/Kolkata' }
    await client.users.identify('ada', patch)
    await client.users.create('ada', patch)
    await client.users.update('ada', patch)
    await client.events.track('ada', { name: 'ran', user: patch })
    await client.streak.update('ada', { enabled: undefined, daysOff: [0] })
    expect(calls.map(([, , input]) => input)).toStrictEqual([
      stored,
      stored,
      stored,
      { name: 'ran', user: stored },
      { daysOff: [0] },
    ])
  })

  it('rejects with the error of the adapter', async () => {
    const { adapter, client } = record()
    const error = new IdentikitError('not-found', 'No such user.')
    adapter.users.get = () => Promise.reject(error)
    await expect(client.users.get('ada')).rejects.toBe(error)
  })

  it('rejects with an error that the adapter throws synchronously', async () => {
    const { adapter, client } = record()
    const error = new TypeError('broken')
    adapter.users.get = () => {
      throw error
    }
    await expect(client.users.get('ada')).rejects.toBe(error)
  })

  it('has members that createUserClient lacks', () => {
    const { adapter, client } = record()
    const extra = ['create', 'identifyMany', 'list', 'merge']
    const { users } = createUserClient(adapter)
    expect(Object.keys(client.users).sort()).toEqual([...Object.keys(users), ...extra].sort())
    expect(Object.keys(users).sort()).toEqual(['delete', 'get', 'identify', 'update'])
  })

  it('has the id and the capabilities of its adapter', () => {
    const { client } = record()
    expect(client.id).toBe('recording')
    expect(client.capabilities).toMatchObject({
      streak: { info: true },
      preferences: { reset: true },
    })
  })
})

describe.each(Object.entries(methods))('%s', (name, method) => {
  it.each(badIds)('refuses the id %j before it calls the adapter', async (id) => {
    const { calls, client } = record()
    const error = await getError(method(client, untyped(id)))
    expect(error.code).toBe('invalid')
    expect(Object.keys(error.fields ?? {})).toEqual(['id'])
    expect(error.message).toContain(`${name}: id must`)
    expect(calls).toEqual([])
  })

  it('rejects instead of throwing, without the id in its message', async () => {
    const { client } = record()
    const id = 'ada@example.com\n'
    expect((await getError(method(client, id))).message).not.toContain('ada@example.com')
  })
})

describe('createUserClient: stored metrics that are invalid', () => {
  const odd = { key: 'old', threshold: 0 }
  const words = { key: 'words', threshold: 500 }

  it('are sent unchanged beside a change of another metric', async () => {
    const adapter = createMemoryAdapter({
      users: [{ id: 'ada' }],
      streak: { ...defaultStreak, metrics: [odd] },
    })
    const { streak } = createUserClient(adapter)
    expect((await streak.update('ada', { metrics: [words, odd] })).metrics).toEqual([words, odd])
  })

  it.each([
    { ...odd, threshold: -1 },
    { ...words, threshold: 0 },
    { key: '', threshold: 1 },
  ])('are refused where the service does not hold them: %j', async (metric) => {
    const adapter = createMemoryAdapter({
      users: [{ id: 'ada' }],
      streak: { ...defaultStreak, metrics: [odd, words] },
    })
    const { streak } = createUserClient(adapter)
    const error = await getError(streak.update('ada', { metrics: [metric] }))
    expect(error.code).toBe('invalid')
    expect(adapter.calls.map(({ member }) => member)).toEqual(['streak.get'])
  })
})
