import { describe, expect, it } from 'vitest'
import { createMemoryAdapter } from '../../src/adapters/memory/memory.js'
import type { UserAdapter, UserEvent, UserRecord } from '../../src/core/adapter.js'
import { createUserClient, type UserClient } from '../../src/core/client.js'
import { IdentikitError } from '../../src/core/errors.js'
import { userFields } from '../../src/core/user/fields.js'
import type { PreferenceChange, Preferences } from '../../src/core/preferences/preferences.js'
import { defaultStreak, type StreakInfo, type StreakPatch } from '../../src/core/streak/streak.js'
import type { Device, User, UserPatch } from '../../src/core/user/user.js'

const user: User = { id: 'ada', traits: {}, rest: {} }
const preferences: Preferences = { types: [], channels: {}, rest: {} }

/** An adapter that has everything, does nothing and writes down how it was called. */
function record() {
  const calls: unknown[][] = []
  function answer<Answer>(name: string, value: Answer) {
    return (...input: unknown[]): Promise<Answer> => {
      calls.push([name, ...input])
      return Promise.resolve(value)
    }
  }
  const adapter = {
    id: 'recording',
    fields: Object.fromEntries(
      userFields.map((field) => [field, { read: true, write: true, clear: true }]),
    ),
    traits: { values: 'json', merge: 'deep', clear: true },
    users: {
      get: answer('users.get', user),
      identify: answer('users.identify', user),
      create: answer('users.create', user),
      update: answer('users.update', user),
      delete: answer('users.delete', undefined),
      list: answer('users.list', { users: [user] }),
      identifyMany: { limit: 2, send: answer('users.identifyMany', []) },
      merge: answer('users.merge', user),
    },
    preferences: {
      rules: { write: 'setting', parents: 'and' },
      get: answer('preferences.get', preferences),
      update: answer('preferences.update', preferences),
      reset: answer('preferences.reset', preferences),
    },
    streak: {
      get: answer('streak.get', defaultStreak),
      update: answer('streak.update', defaultStreak),
      info: answer('streak.info', streakInfo),
    },
    devices: {
      add: answer('devices.add', undefined),
      remove: answer('devices.remove', undefined),
    },
    events: { track: answer('events.track', undefined) },
  } satisfies UserAdapter
  return { adapter, calls, client: createUserClient(adapter) }
}

const streakInfo: StreakInfo = { metrics: [{ key: 'words' }] }
const change: PreferenceChange = { type: 'news', channel: 'email', enabled: true }
const device: Device = { token: 't1' }
const event: UserEvent = { name: 'ran' }
const untyped = (value: unknown): never => value as never

/** Every method with right input, and the person in the hand of the caller. */
const methods: Record<string, (client: UserClient, id: string) => Promise<unknown>> = {
  'users.get': ({ users }, id) => users.get(id),
  'users.identify': ({ users }, id) => users.identify(id, { name: 'Ada' }),
  'users.create': ({ users }, id) => users.create(id, { name: 'Ada' }),
  'users.update': ({ users }, id) => users.update(id, { name: 'Ada' }),
  'users.delete': ({ users }, id) => users.delete(id),
  'preferences.get': (client, id) => client.preferences.get(id),
  'preferences.update': (client, id) => client.preferences.update(id, change),
  'preferences.reset': (client, id) => client.preferences.reset(id),
  'streak.get': ({ streak }, id) => streak.get(id),
  'streak.update': ({ streak }, id) => streak.update(id, { enabled: false }),
  'streak.info': ({ streak }, id) => streak.info(id),
  'devices.add': ({ devices }, id) => devices.add(id, device),
  'devices.remove': ({ devices }, id) => devices.remove(id, 't1'),
  'events.track': ({ events }, id) => events.track(id, event),
}
const withoutId: Record<string, (client: UserClient) => Promise<unknown>> = {
  'users.list': ({ users }) => users.list(),
  'users.identifyMany': ({ users }) => users.identifyMany([{ id: 'ada' }]),
  'users.merge': ({ users }) => users.merge({ from: 'guest', into: 'ada' }),
}
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

async function fault(answer: Promise<unknown>): Promise<IdentikitError> {
  const error: unknown = await answer.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(IdentikitError)
  return error as IdentikitError
}

describe('a client over a whole adapter', () => {
  it('has every method of the contract, and passes on what it was given', async () => {
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
      // With a signal of its own, so that the host's is not listened to by each request.
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

  it('passes on the signal itself, not a copy', async () => {
    const { calls, client } = record()
    const options = { signal: new AbortController().signal }
    await client.users.identify('ada', {}, options)
    expect(calls[0]?.[3]).toBe(options)
  })

  it('sends what it checked, in the form that is stored', async () => {
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

  it('passes on what the adapter rejects with', async () => {
    const { adapter, client } = record()
    const error = new IdentikitError('not-found', 'No such user.')
    adapter.users.get = () => Promise.reject(error)
    await expect(client.users.get('ada')).rejects.toBe(error)
  })

  it('rejects with what the adapter throws at once', async () => {
    const { adapter, client } = record()
    const error = new TypeError('broken')
    adapter.users.get = () => {
      throw error
    }
    await expect(client.users.get('ada')).rejects.toBe(error)
  })

  it('has the id of its adapter, and what it can do as data', () => {
    const { client } = record()
    expect(client.id).toBe('recording')
    expect(client.capabilities).toMatchObject({
      streak: { info: true },
      preferences: { reset: true },
    })
  })
})

describe.each(Object.entries(methods))('%s', (name, method) => {
  it.each(badIds)('refuses %j in the place of an id, and asks nobody', async (id) => {
    const { calls, client } = record()
    const error = await fault(method(client, untyped(id)))
    expect(error.code).toBe('invalid')
    expect(Object.keys(error.fields ?? {})).toEqual(['id'])
    expect(error.message).toContain(`${name}: id must`)
    expect(calls).toEqual([])
  })

  it('never throws at once, and never repeats the id', async () => {
    const { client } = record()
    const id = 'ada@example.com\n'
    expect((await fault(method(client, id))).message).not.toContain('ada@example.com')
  })
})

describe('refused before anybody is asked', () => {
  const patches: [unknown, string[]][] = [
    [undefined, ['patch']],
    [null, ['patch']],
    ['name', ['patch']],
    [[], ['patch']],
    [{ email: 'ada@localhost' }, ['email']],
    [{ timezone: 'BST' }, ['timezone']],
    [{ phone: '020 7946 0018' }, ['phone']],
    [{ avatar: 'javascript:alert(1)' }, ['avatar']],
    [{ locale: 'en_USA' }, ['locale']],
    [{ createdAt: '2026-02-30' }, ['createdAt']],
    [{ name: '' }, ['name']],
    [{ plan: 'pro' }, ['plan']],
    [{ id: 'grace' }, ['id']],
    [{ traits: { at: new Date(0) } }, ['traits']],
    [{ email: 'x', timezone: 'x', traits: [] }, ['email', 'timezone', 'traits']],
  ]
  const changes: [unknown, string[]][] = [
    [undefined, ['change']],
    [null, ['change']],
    ['news', ['change']],
    [[], ['changes']],
    [{}, ['change.enabled']],
    [{ type: '', enabled: true }, ['change.type']],
    [{ channel: 1, enabled: true }, ['change.channel']],
    [{ type: 'news', state: 'on' }, ['change.enabled', 'change.state']],
    [{ ...change, row: { email: 'on' } }, ['change.row']],
    [[change, { ...change, enabled: 1 }], ['changes[1].enabled']],
  ]
  const streaks: [unknown, string[]][] = [
    [undefined, ['patch']],
    [null, ['patch']],
    ['on', ['patch']],
    [{ paused: true }, ['paused']],
    [{ enabled: 1, daysOff: [7] }, ['enabled', 'daysOff']],
    [{ metrics: [{ key: 'words', threshold: Number.NaN }] }, ['metrics']],
  ]
  const devices: [unknown, string[]][] = [
    [undefined, ['device']],
    [null, ['device']],
    ['t1', ['device']],
    [{}, ['token']],
    [{ token: '' }, ['token']],
    [{ token: 1 }, ['token']],
    [{ token: 't\0' }, ['token']],
  ]
  const events: [unknown, string[]][] = [
    [undefined, ['event']],
    [null, ['event']],
    ['ran', ['event']],
    [{}, ['name']],
    [{ name: '' }, ['name']],
    [{ name: 1 }, ['name']],
    [{ ...event, value: '1' }, ['value']],
    [{ ...event, value: Number.NaN }, ['value']],
    [{ ...event, value: Number.POSITIVE_INFINITY }, ['value']],
    [{ ...event, properties: null }, ['properties']],
    [{ ...event, properties: 'a' }, ['properties']],
    [{ ...event, properties: [1] }, ['properties']],
    [{ ...event, properties: { at: new Date(0) } }, ['properties']],
    [{ ...event, user: { timezone: 'BST' } }, ['timezone']],
    [{ ...event, user: [] }, ['patch']],
    [{ ...event, user: null }, ['patch']],
    [{ ...event, at: 'yesterday' }, ['at']],
    [{ ...event, at: 0 }, ['at']],
  ]
  const merges: [unknown, string[]][] = [
    [undefined, ['users']],
    [null, ['users']],
    ['ada', ['users']],
    [{}, ['from']],
    [{ from: 'guest' }, ['into']],
    [{ from: '..', into: 'ada' }, ['from']],
    [{ from: 'guest', into: '' }, ['into']],
    [{ from: 'ada', into: 'ada' }, ['from']],
  ]

  type Row = readonly [
    method: string,
    inputs: [unknown, string[]][],
    (client: UserClient, input: never) => Promise<unknown>,
  ]
  const table: Row[] = [
    ['users.identify', patches, ({ users }, patch: UserPatch) => users.identify('ada', patch)],
    ['users.create', patches, ({ users }, patch: UserPatch) => users.create('ada', patch)],
    ['users.update', patches, ({ users }, patch: UserPatch) => users.update('ada', patch)],
    [
      'preferences.update',
      changes,
      (client, input: PreferenceChange) => client.preferences.update('ada', input),
    ],
    [
      'users.identify',
      [
        [[], ['changes']],
        [[{ type: 'news' }], ['changes[0].enabled']],
        [{ type: 'news' }, ['change.enabled']],
      ],
      ({ users }, input: PreferenceChange[]) => users.identify('ada', {}, { preferences: input }),
    ],
    ['streak.update', streaks, ({ streak }, patch: StreakPatch) => streak.update('ada', patch)],
    ['devices.add', devices, (client, input: Device) => client.devices.add('ada', input)],
    [
      'devices.remove',
      [undefined, null, 1, '', ' ', '\ud83d', 't\n'].map((token) => [token, ['token']]),
      (client, token: string) => client.devices.remove('ada', token),
    ],
    ['events.track', events, (client, input: UserEvent) => client.events.track('ada', input)],
    [
      'users.list',
      [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, '10', null].map((limit) => [
        limit,
        ['limit'],
      ]),
      ({ users }, limit: number) => users.list({ limit }),
    ],
    [
      'users.merge',
      merges,
      ({ users }, input: { from: string; into: string }) => users.merge(input),
    ],
  ]
  const rows = table.flatMap(([method, inputs, call]) =>
    inputs.map(([input, fields]) => ({ method, input, fields, call })),
  )

  it.each(rows)('$method with $input names $fields', async ({ method, input, fields, call }) => {
    const { calls, client } = record()
    const error = await fault(call(client, untyped(input)))
    expect(error.code).toBe('invalid')
    expect(Object.keys(error.fields ?? {})).toEqual(fields)
    expect(error.message).toContain(`${method}: ${fields[0]} `)
    expect(calls).toEqual([])
  })
})

describe('metrics that nobody could choose', () => {
  const odd = { key: 'old', threshold: 0 }
  const words = { key: 'words', threshold: 500 }

  it('go back as the service holds them, so that the others can be changed', async () => {
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
  ])('are refused where they are new: %j', async (metric) => {
    const adapter = createMemoryAdapter({
      users: [{ id: 'ada' }],
      streak: { ...defaultStreak, metrics: [odd, words] },
    })
    const { streak } = createUserClient(adapter)
    const error = await fault(streak.update('ada', { metrics: [metric] }))
    expect(error.code).toBe('invalid')
    expect(adapter.calls.map(({ member }) => member)).toEqual(['streak.get'])
  })
})

describe('what the adapter lacks', () => {
  const bare: UserAdapter = {
    id: 'bare',
    fields: { name: { read: true, write: true, clear: true } },
    traits: { values: 'json', merge: 'deep', clear: true },
  }

  it.each(Object.entries(every))(
    'rejects %s with unsupported, naming adapter and member',
    async (name, method) => {
      for (const users of [undefined, {}]) {
        const error = await fault(method(createUserClient({ ...bare, users }), 'ada'))
        expect(error.code).toBe('unsupported')
        expect(error.message).toMatch(/^\[identikit\] The bare adapter has no .+ \(unsupported\)$/)
        expect(name).toContain(/has no (\S+)\./.exec(error.message)?.[1])
      }
    },
  )

  it.each(Object.entries(methods))('still refuses a bad id of %s first', async (_, method) => {
    expect((await fault(method(createUserClient(bare), '..'))).code).toBe('invalid')
  })

  it('saves through identify where there is no update', async () => {
    const { adapter, calls } = record()
    const { update: _, ...users } = adapter.users
    const options = { source: 'profile' }
    await createUserClient({ ...adapter, users }).users.update('ada', { name: 'Ada' }, options)
    expect(calls).toEqual([['users.identify', 'ada', { name: 'Ada' }, options]])
  })

  it('does not save through update where there is no identify', async () => {
    const { adapter, calls } = record()
    const { identify: _, ...users } = adapter.users
    const client = createUserClient({ ...adapter, users })
    expect((await fault(client.users.identify('ada', {}))).code).toBe('unsupported')
    expect(calls).toEqual([])
  })

  it('refuses choices beside an identification where there are no preferences', async () => {
    const { adapter, calls } = record()
    const client = createUserClient({ ...adapter, preferences: undefined })
    const error = await fault(client.users.identify('ada', {}, { preferences: [change] }))
    expect(error.code).toBe('unsupported')
    expect(error.message).toContain('has no preferences')
    await client.users.identify('ada', {})
    await client.users.identify('ada', {}, { preferences: undefined })
    expect(calls.map(([name]) => name)).toEqual(['users.identify', 'users.identify'])
  })

  it('passes choices on where there are preferences', async () => {
    const { calls, client } = record()
    await client.users.identify('ada', {}, { preferences: [change] })
    expect(calls).toEqual([['users.identify', 'ada', {}, { preferences: [change] }]])
  })

  it('refuses fields and traits that the service cannot hold, in every patch', async () => {
    const { adapter, calls } = record()
    const client = createUserClient({
      ...adapter,
      fields: { name: { read: true, write: true, clear: false } },
      traits: { values: 'string', merge: 'key', clear: false },
    })
    const patch = { name: null, email: 'ada@example.com', traits: { age: 1, gone: null } }
    const fields = ['name', 'email', 'traits.age', 'traits.gone']
    for (const answer of [
      client.users.identify('ada', patch),
      client.users.create('ada', patch),
      client.users.update('ada', patch),
      client.events.track('ada', { name: 'ran', user: patch }),
    ]) {
      expect(Object.keys((await fault(answer)).fields ?? {})).toEqual(fields)
    }
    expect(calls).toEqual([])
  })
})

describe('an adapter that learns what its service can do', () => {
  it('is asked anew at each call', async () => {
    const { adapter, calls } = record()
    const learning: { -readonly [Key in keyof UserAdapter]: UserAdapter[Key] } = {
      id: 'learning',
      fields: {},
      traits: adapter.traits,
      pending: true,
    }
    const client = createUserClient(learning)
    expect(client.capabilities).toBeUndefined()
    expect((await fault(client.users.get('ada'))).code).toBe('unsupported')
    expect((await fault(client.preferences.get('ada'))).code).toBe('unsupported')

    learning.users = { get: adapter.users.get }
    learning.preferences = adapter.preferences
    learning.pending = false
    await client.users.get('ada')
    await client.preferences.get('ada')
    expect(calls.map(([name]) => name)).toEqual(['users.get', 'preferences.get'])
    expect(client.capabilities).toMatchObject({ users: ['get'] })
    expect(client.capabilities).not.toHaveProperty('streak')

    learning.users = { update: adapter.users.update }
    expect((await fault(client.users.get('ada'))).code).toBe('unsupported')
    expect(
      Object.keys((await fault(client.users.update('ada', { name: 'Ada' }))).fields ?? {}),
    ).toEqual(['name'])
    learning.fields = adapter.fields
    await client.users.update('ada', { name: 'Ada' })
    expect(calls.at(-1)?.slice(0, 3)).toEqual(['users.update', 'ada', { name: 'Ada' }])
  })

  it('judges patches by the model alone until then', async () => {
    const { adapter, calls } = record()
    const client = createUserClient({ ...adapter, fields: {}, pending: true })
    await client.users.update('ada', { name: null, traits: { a: null } })
    expect(calls).toHaveLength(1)
    expect((await fault(client.users.update('ada', { email: 'x' }))).code).toBe('invalid')
  })
})
