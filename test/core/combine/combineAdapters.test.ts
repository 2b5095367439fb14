import { describe, expect, it, vi } from 'vitest'
import {
  createMemoryAdapter,
  type MemoryAdapterOptions,
} from '../../../src/adapters/memory/memory.js'
import { createAdminClient } from '../../../src/core/adminClient.js'
import {
  combineAdapters,
  IdentikitError,
  type CombineAdaptersOptions,
  type FieldRules,
  type UserAdapter,
} from '../../../src/core.js'
import { saveWithRetry } from '../../../src/react/store/saveWithRetry.js'

const ada = 'ada'
const all: FieldRules = { read: true, write: true, clear: true }
const readOnly = { read: true, write: false, clear: false }
const both = { read: true, write: true, clear: false }

function pair(left: MemoryAdapterOptions = {}, right: MemoryAdapterOptions = {}) {
  const a = createMemoryAdapter({ id: 'left', users: [{ id: ada }], ...left })
  const b = createMemoryAdapter({ id: 'right', users: [{ id: ada }], ...right })
  const combine = (more: Partial<CombineAdaptersOptions> = {}) =>
    createAdminClient(combineAdapters({ users: [a, b], ...more }))
  return { a, b, combine, client: combine() }
}

const membersOf = ({ calls }: Pick<ReturnType<typeof createMemoryAdapter>, 'calls'>) =>
  calls.map(({ member }) => member)

const failing = (error: IdentikitError) => () => error

describe('combineAdapters: capabilities', () => {
  it('reads fields of the first service, writes fields of any, and clears fields that all writers clear', () => {
    const { client } = pair(
      { fields: { name: all, email: both, phone: readOnly, locale: readOnly } },
      { fields: { name: both, email: all, timezone: all, locale: all } },
    )
    expect(client.capabilities?.fields).toEqual({
      name: both,
      email: both,
      phone: readOnly,
      timezone: { read: false, write: true, clear: true },
      // A field that one reads and the other writes would always look unsaved.
      locale: { read: false, write: true, clear: true },
    })
  })

  it('has the control group only of the service with the preferences', () => {
    const { a, b, combine } = pair({ fields: { control: readOnly } })
    expect(combine({ preferences: a }).capabilities?.fields).toHaveProperty('control', readOnly)
    expect(combine({ preferences: b }).capabilities?.fields).not.toHaveProperty('control')
    expect(combine().capabilities?.fields).not.toHaveProperty('control')
  })

  it('has the members of all services, and update if one has it', () => {
    const { client } = pair({}, { without: ['users.delete', 'users.merge', 'users.update'] })
    expect([...(client.capabilities?.users ?? [])].sort()).toEqual([
      'create',
      'get',
      'identify',
      'identifyMany',
      'list',
      'update',
    ])
    const lacking: MemoryAdapterOptions = { without: ['users.update'] }
    expect(pair(lacking, lacking).client.capabilities?.users).not.toContain('update')
    expect(pair({}, { without: ['users.identify'] }).client.capabilities?.users).not.toContain(
      'identify',
    )
  })

  it('has only the resources that are given', () => {
    const { client, a, combine } = pair()
    expect(client.capabilities).toMatchObject({ devices: false, events: false })
    expect(client.capabilities?.preferences ?? client.capabilities?.streak).toBeUndefined()
    const full = combine({ preferences: a, streak: a, devices: a, events: a }).capabilities
    expect(full).toMatchObject({ preferences: {}, streak: {}, devices: true, events: true })
  })

  it('has an id of all services and roles', () => {
    const { a, b, client, combine } = pair()
    expect(client.id).toMatch(/^combine:left\b.*\bright$/)
    const ids = [client.id, combine({ preferences: a }).id, combine({ preferences: b }).id]
    expect(new Set(ids).size).toBe(3)
    expect(combine({ id: 'ours' }).id).toBe('ours')
  })

  it('is pending while a service is pending', async () => {
    const { a, b } = pair()
    let pending = true
    const late: UserAdapter = {
      id: 'late',
      fields: {},
      traits: a.traits,
      get pending() {
        return pending
      },
      users: b.users,
    }
    const client = createAdminClient(combineAdapters({ users: [a, late], streak: late }))
    expect(client.capabilities).toBeUndefined()
    // Its fields are not known yet, so it gets all of them.
    await client.users.update(ada, { name: 'Ada' })
    expect(await b.users?.get?.(ada)).toMatchObject({ name: 'Ada' })
    pending = false
    expect(client.capabilities).toMatchObject({ users: expect.any(Array) as unknown })
  })

  it.each<[string, (parts: ReturnType<typeof pair>) => unknown]>([
    ['no users', () => combineAdapters({ users: [] })],
    ['no options', () => combineAdapters(undefined as unknown as CombineAdaptersOptions)],
    [
      'a streak adapter without streak',
      ({ combine }) => combine({ streak: createMemoryAdapter({ without: ['streak'] }) }),
    ],
    [
      'a traits adapter that is not in users',
      ({ combine }) => combine({ traits: createMemoryAdapter() }),
    ],
    [
      'a users adapter without users',
      () => combineAdapters({ users: [createMemoryAdapter({ without: ['users'] })] }),
    ],
  ])('throws for %s', (_, make) => {
    expect(() => make(pair())).toThrow(expect.objectContaining({ code: 'misuse' }) as Error)
  })

  it('names the adapter and the resource that it lacks in the error', () => {
    const { combine } = pair()
    const knock = createMemoryAdapter({ id: 'knock:dev', without: ['streak'] })
    expect(() => combine({ streak: knock })).toThrow(/knock:dev of streak has no streak/)
  })
})

describe('combineAdapters: requests', () => {
  it('sends each service the fields that it holds, and traits to one', async () => {
    const { a, b, combine } = pair(
      { fields: { name: all }, traits: { values: 'string', merge: 'key', clear: false } },
      { fields: { name: all, timezone: all, subscribeToEmails: both } },
    )
    const client = combine({ traits: b })
    const patch = { name: 'Ada', timezone: 'Europe/London', subscribeToEmails: false }
    const traits = { plan: { seats: 3 } }
    expect(await client.users.update(ada, { ...patch, traits })).toMatchObject({
      name: 'Ada',
      traits,
    })
    expect(a.calls.at(-1)?.input).toEqual({ name: 'Ada' })
    expect(b.calls.at(-1)?.input).toEqual({ ...patch, traits })
    expect(await client.users.get(ada)).toMatchObject({ name: 'Ada', traits })
    expect(client.capabilities?.users).not.toContain('list')
    await expect(client.users.update(ada, { phone: '+442079460018' })).rejects.toMatchObject({
      code: 'invalid',
      fields: { phone: expect.any(String) as unknown },
    })
  })

  it('sends an update only to services that hold a field of it', async () => {
    const { b, client } = pair({}, { fields: { name: all } })
    await client.users.update(ada, { timezone: 'Europe/London' })
    expect(b.calls).toEqual([])
    await client.users.identify('grace', { timezone: 'Europe/London' })
    expect(b.calls).toMatchObject([{ member: 'users.identify', id: 'grace', input: { patch: {} } }])
  })

  it('calls identify where update is missing', async () => {
    const { a, b, client } = pair({}, { without: ['users.update'] })
    await client.users.update(ada, { name: 'Ada' })
    expect([membersOf(a), membersOf(b)]).toEqual([['users.update'], ['users.identify']])
  })

  it('saves the preferences of a sign-up once, with the user or afterwards', async () => {
    const preferences = [{ type: 'news', channel: 'email', enabled: true }]
    const { a, b, combine } = pair()
    await combine({ preferences: b }).users.identify('grace', {}, { preferences })
    expect(a.calls).toMatchObject([{ input: { patch: {} } }])
    expect(a.calls[0]?.input).not.toHaveProperty('preferences')
    expect(b.calls).toMatchObject([{ input: { preferences } }])

    const other = createMemoryAdapter({ id: 'other', users: [{ id: 'grace' }] })
    const client = combine({ preferences: other })
    await client.users.identify('grace', {}, { preferences, source: 'sign-up' })
    expect(other.calls).toMatchObject([
      { member: 'preferences.update', input: preferences, source: 'sign-up' },
    ])
    other.faults.offline = true
    await expect(client.users.identify('grace', {}, { preferences })).rejects.toMatchObject({
      code: 'network',
      message: expect.stringMatching(/succeeded at left, right and failed at other\./) as unknown,
    })
  })

  it('sends the preferences of create to the service that holds preferences', async () => {
    const preferences = [{ type: 'news', channel: 'email', enabled: true }]
    const { a, b, combine } = pair()
    await combine({ preferences: b }).users.create('grace', {}, { preferences })
    expect(a.calls[0]?.input).not.toHaveProperty('preferences')
    expect(b.calls).toMatchObject([{ member: 'users.create', input: { preferences } }])

    const other = createMemoryAdapter({ id: 'other', users: [{ id: 'zoe' }] })
    const client = combine({ preferences: other })
    await client.users.create('zoe', {}, { preferences })
    expect(other.calls).toMatchObject([{ member: 'preferences.update', input: preferences }])
    await expect(client.users.create('mary', {}, { preferences })).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringMatching(/the user is there, and other did not save/) as unknown,
    })
  })

  it('returns devices only of the service that holds them', async () => {
    const { a, b, combine } = pair()
    await combine({ devices: a }).devices.add(ada, { token: 'one' })
    expect((await combine({ devices: a }).users.get(ada)).devices).toEqual([{ token: 'one' }])
    expect(await combine({ devices: b }).users.get(ada)).not.toHaveProperty('devices')
  })

  it('identifies the user of an event at all services', async () => {
    const { a, b, combine } = pair()
    await combine({ events: b }).events.track('grace', { name: 'wrote', user: { name: 'Grace' } })
    expect(await a.users?.get?.('grace')).toMatchObject({ name: 'Grace' })
    expect(await b.users?.get?.('grace')).toMatchObject({ name: 'Grace' })
    expect(b.trackedEvents).toEqual([{ name: 'wrote', userId: 'grace' }])
  })
})

describe('combineAdapters: failures', () => {
  it('names the services that succeeded and failed, and a repeat fixes it', async () => {
    const { a, b, client } = pair()
    const reason = new IdentikitError('forbidden', 'No.', { status: 403, requestId: 'r1' })
    b.faults.fail = failing(reason)
    const error = await client.users.update(ada, { name: 'Ada' }).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'forbidden', status: 403, requestId: 'r1', cause: reason })
    expect((error as Error).message).toContain(
      'users.update succeeded at left and failed at right.',
    )
    expect(await a.users?.get?.(ada)).toMatchObject({ name: 'Ada' })

    b.faults.fail = undefined
    await client.users.update(ada, { name: 'Ada' })
    expect(await b.users?.get?.(ada)).toMatchObject({ name: 'Ada' })
  })

  it('does not claim that nothing changed if one service succeeded', async () => {
    const { a, b, client } = pair()
    b.faults.fail = failing(new IdentikitError('invalid', 'No.', { status: 422 }))
    const failed = client.users.update(ada, { name: 'Ada' })
    await expect(failed).rejects.toThrow(
      /succeeded at left and failed at right\. (?!.*nothing was)/,
    )
    expect(await a.users?.get?.(ada)).toMatchObject({ name: 'Ada' })
  })

  it('combines the errors of all services', async () => {
    const { a, b, client } = pair()
    const fields = { email: 'is not an email address' }
    const busy = new IdentikitError('rate-limited', 'Later.', { status: 429, retryAfter: 2000 })
    const wrong = new IdentikitError('invalid', 'No.', { status: 422, retryAfter: 9000, fields })
    a.faults.fail = failing(busy)
    b.faults.fail = failing(wrong)
    const error = await client.users.identify(ada, {}).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'rate-limited', status: 429, retryAfter: 9000, fields })
    expect((error as Error).cause).toMatchObject({ errors: [busy, wrong] })
    expect((error as Error).message).toContain('failed at left, right.')
  })

  it('waits for all services and deletes at the others', async () => {
    const { a, b, client } = pair()
    a.faults.offline = true
    b.faults.latency = 20
    await expect(client.users.delete(ada)).rejects.toThrow(/succeeded at right and failed at left/)
    await expect(b.users?.get?.(ada)).rejects.toMatchObject({ code: 'not-found' })
  })

  it('rejects with an IdentikitError for any thrown value', async () => {
    const { a, b } = pair()
    const broken: UserAdapter = {
      ...b,
      users: {
        identify() {
          throw new TypeError('broken')
        },
      },
    }
    const client = createAdminClient(combineAdapters({ users: [a, broken] }))
    await expect(client.users.identify(ada, {})).rejects.toMatchObject({ code: 'service' })
  })

  it('rejects with the reason of an abort', async () => {
    const { b, client } = pair()
    b.faults.latency = Infinity
    const reason = new Error('page closed')
    const controller = new AbortController()
    const { signal } = controller
    const requests = [
      client.users.update(ada, { name: 'Ada' }, { signal }),
      client.users.identify(ada, {}, { signal }),
    ]
    setTimeout(() => controller.abort(reason), 5)
    expect(await Promise.allSettled(requests)).toEqual(
      requests.map(() => ({ status: 'rejected', reason })),
    )
  })

  it('is not saved when only the service that is read has the change', async () => {
    const { b, client } = pair()
    // Retries follow without a delay.
    vi.spyOn(Math, 'random').mockReturnValue(0)
    let failuresLeft = 6
    b.faults.fail = () => (failuresLeft-- > 0 ? new IdentikitError('network', 'Cut.') : undefined)
    const write = () =>
      saveWithRetry({
        send: (options) => client.users.update(ada, { name: 'Ada' }, options),
        read: (options) => client.users.get(ada, options),
        isApplied: ({ name }) => name === 'Ada',
      })
    await expect(write()).rejects.toMatchObject({ code: 'service' })
    await write()
    expect(await b.users?.get?.(ada)).toMatchObject({ name: 'Ada' })
  })
})
