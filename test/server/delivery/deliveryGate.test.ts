import { describe, expect, it, vi } from 'vitest'
import {
  IdentikitError,
  type NotificationCatalog,
  type Preferences,
  type PreferenceSetting,
  type UserAdapter,
  type UserRecord,
} from '../../../src/core.js'
import { createDeliveryGate, type DeliveryGateOptions } from '../../../src/server.js'
import { createMemoryAdapter } from '../../../src/testing.js'

const ada: UserRecord = { id: 'ada', email: 'ada@example.com', phone: '+442079460018' }
const recap = { type: 'recap', channel: 'email' }
const on: PreferenceSetting = { state: 'on' }
const off: PreferenceSetting = { state: 'off' }

/** Opens a gate over one type with a setting for email, and what else a test needs. */
function open(
  email: PreferenceSetting,
  more: Partial<Preferences> & { readonly setting?: PreferenceSetting } = {},
  options: Partial<DeliveryGateOptions> & { readonly users?: readonly UserRecord[] } = {},
) {
  const { users = [ada], ...rest } = options
  const { setting, ...preferences } = more
  const adapter = createMemoryAdapter({
    users,
    preferences: { types: [{ id: 'recap', setting, channels: { email } }], ...preferences },
  })
  return { adapter, ...createDeliveryGate({ adapter, ...rest }) }
}

const held = (reason: string) => ({ deliver: false, reason })

describe('createDeliveryGate', () => {
  it.each<[string, PreferenceSetting, object]>([
    ['on', on, { deliver: true }],
    ['off', off, held('off')],
    ['unset with a default that is on', { state: 'unset', default: true }, { deliver: true }],
    ['unset with a default that is off', { state: 'unset', default: false }, held('off')],
    ['unset without a default', { state: 'unset' }, held('unset')],
    ['conditional', { state: 'conditional' }, held('unknown')],
    ['waiting for a confirmation', { state: 'on', pending: true }, held('unconfirmed')],
    ['locked on', { state: 'on', locked: {} }, { deliver: true }],
    ['locked off', { state: 'off', locked: {} }, held('off')],
  ])('decides by a setting that is %s', async (_, setting, expected) => {
    expect(await open(setting).check('ada', recap)).toEqual(expected)
  })

  it('decides by the default of the catalog for a type that complete preferences lack', async () => {
    const { adapter } = open(on)
    const preferences = adapter.preferences && {
      ...adapter.preferences,
      rules: { ...adapter.preferences.rules, complete: true },
    }
    const catalog = [{ id: 'alarm', channels: ['email'], default: true }]
    const gate = createDeliveryGate({ adapter: { ...adapter, preferences }, catalog })
    expect(await gate.check('ada', { type: 'alarm', channel: 'email' })).toEqual({ deliver: true })
  })

  it.each([
    ['type', { setting: off }, { type: 'recap' }],
    ['channel', { channels: { email: off } }, { channel: 'email' }],
    ['marketing switch', { subscribed: off }, {}],
  ])('holds a message whose %s is off, and names it', async (_, more, parent) => {
    expect(await open(on, more).check('ada', recap)).toEqual({ ...held('parent-off'), parent })
    const locked = await open({ state: 'on', locked: {} }, more).check('ada', recap)
    expect(locked).toEqual({ deliver: true })
  })

  it('decides by the own switch of a type without channels', async () => {
    const types = [{ id: 'recap', setting: on, channels: {} }]
    expect(await open(on, { types }).check('ada', recap)).toEqual({ deliver: true })
  })

  it('holds a message through a channel that the type lacks', async () => {
    const { check } = open(on)
    expect(await check('ada', { type: 'recap', channel: 'sms' })).toEqual(held('unknown'))
  })

  it('holds a message to a user without the address, and asks whether it is verified', async () => {
    const noEmail = open(on, {}, { users: [{ id: 'ada' }] })
    expect(await noEmail.check('ada', recap)).toEqual(held('no-address'))
    const isVerified = vi.fn(() => false)
    const { check } = open(on, {}, { isVerified })
    expect(await check('ada', recap)).toEqual(held('unverified'))
    expect(isVerified).toHaveBeenCalledWith(expect.objectContaining(ada), 'email')
  })

  it('asks for no address that the service does not return', async () => {
    const sms: PreferenceSetting = on
    const types = [{ id: 'recap', channels: { sms } }]
    const message = { type: 'recap', channel: 'sms' }
    const { adapter } = open(on, { types }, { users: [{ id: 'ada' }] })
    expect(await createDeliveryGate({ adapter }).check('ada', message)).toEqual(held('no-address'))
    const { phone: _, ...fields } = adapter.fields
    const gate = createDeliveryGate({ adapter: { ...adapter, fields } })
    expect(await gate.check('ada', message)).toEqual({ deliver: true })
    expect((await gate.checkMany(['ada'], message)).get('ada')).toEqual({ deliver: true })
  })

  it('asks nothing any more after a user could not be read', async () => {
    const { adapter } = open(on)
    const { getMany: _, ...single } = adapter
    adapter.faults.fail = () => new IdentikitError('service', 'It failed.')
    const ids = Array.from({ length: 100 }, (_unused, index) => `user-${index}`)
    await expect(createDeliveryGate({ adapter: single }).checkMany(ids, recap)).rejects.toThrow(
      'It failed.',
    )
    const { length } = adapter.calls
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(adapter.calls.length).toBe(length)
    expect(length).toBeLessThan(50)
  })

  it('reads no user for a channel without an address', async () => {
    const types = [{ id: 'recap', channels: { in_app: on } }]
    const adapter = createMemoryAdapter({
      users: [ada],
      preferences: { types },
      rules: { frequency: false },
      without: ['schedule'],
    })
    const { check } = createDeliveryGate({ adapter })
    expect(await check('ada', { type: 'recap', channel: 'in_app' })).toEqual({ deliver: true })
    expect(adapter.calls.map(({ member }) => member)).toEqual(['preferences.get'])
  })

  it('gives an unknown user the defaults of the catalog', async () => {
    const catalog: NotificationCatalog = [
      { id: 'recap', channels: ['email'], default: true },
      { id: 'news', channels: ['email'], default: false },
      { id: 'secret', channels: ['email'], default: true, hidden: true },
    ]
    const { check } = open({ state: 'unset' }, {}, { catalog, users: [] })
    expect(await check('eve', recap)).toEqual({ deliver: true })
    expect(await check('eve', { type: 'news', channel: 'email' })).toEqual(held('off'))
    expect(await check('eve', { type: 'secret', channel: 'email' })).toEqual({ deliver: true })
  })

  it('refuses a misspelled type by naming those of the catalog', async () => {
    const catalog: NotificationCatalog = [{ id: 'recap', channels: ['email'], default: true }]
    const { check } = open(on, {}, { catalog })
    await expect(check('ada', { type: 'recep', channel: 'email' })).rejects.toMatchObject({
      code: 'invalid',
      fields: { type: expect.stringContaining('"recap"') },
    })
  })

  it.each([
    ['preferences.get', 'service'],
    ['users.get', 'timeout'],
  ] as const)('rejects when %s fails', async (member, code) => {
    const { adapter, check } = open(on)
    adapter.faults.fail = (call) =>
      call.member === member ? new IdentikitError(code, 'It failed.') : undefined
    await expect(check('ada', recap)).rejects.toMatchObject({ code })
    const { getMany: _, ...single } = adapter
    const gate = createDeliveryGate({ adapter: single })
    await expect(gate.checkMany(['ada', 'eve'], recap)).rejects.toMatchObject({ code })
  })

  it('rejects when many users cannot be read', async () => {
    const { adapter, checkMany } = open(on)
    adapter.faults.fail = () => new IdentikitError('service', 'It failed.')
    await expect(checkMany(['ada', 'eve'], recap)).rejects.toMatchObject({ code: 'service' })
  })

  it('refuses a service without preferences', async () => {
    const { preferences: _, ...rest } = createMemoryAdapter({ users: [ada] })
    const adapter: UserAdapter = rest
    await expect(createDeliveryGate({ adapter }).check('ada', recap)).rejects.toMatchObject({
      code: 'unsupported',
    })
  })

  it.each([
    ['one request', true],
    ['a request for each', false],
  ])('checks many users, each once, in %s', async (_, canReadMany) => {
    const grace = { id: 'grace' }
    const { adapter } = open(on, {}, { users: [ada, grace] })
    const { getMany: __, ...single } = adapter
    const { checkMany } = createDeliveryGate({ adapter: canReadMany ? adapter : single })
    const found = await checkMany(['grace', 'ada', 'grace', 'eve'], recap)
    expect([...found]).toEqual([
      ['grace', held('no-address')],
      ['ada', { deliver: true }],
      // The defaults of the service.
      ['eve', { deliver: true }],
    ])
    const separateReads = ['preferences.get', 'schedule.get', 'users.get'].flatMap((name) => [
      name,
      name,
      name,
    ])
    const members = adapter.calls.map(({ member }) => member)
    expect(members.sort()).toEqual(canReadMany ? ['getMany'] : separateReads)
  })

  it('waits for the end of a pause, the hours and the digest of the time zone of the user', async () => {
    const catalog: NotificationCatalog = [
      {
        id: 'recap',
        channels: ['email'],
        default: true,
        frequency: { options: ['instant', 'weekly'] },
      },
      { id: 'alert', channels: ['email'], default: true, urgent: true },
    ]
    const users = [{ ...ada, timezone: 'Asia/Seoul' }]
    const { adapter, check, checkMany } = open({ state: 'unset' }, {}, { catalog, users })
    // Sunday, 23:30 in Seoul.
    const at = new Date('2026-11-29T14:30:00Z')
    const ask = () => check('ada', { ...recap, at })
    expect(await ask()).toEqual({ deliver: true })
    await adapter.preferences?.update('ada', { type: 'recap', frequency: 'weekly' })
    expect(await ask()).toEqual({ ...held('digest'), until: '2026-11-29T15:00:00.000Z' })
    await adapter.schedule?.update('ada', {
      enabled: true,
      hours: [{ day: 1, from: 540, to: 1080 }],
    })
    expect(await ask()).toEqual({ ...held('outside-hours'), until: '2026-11-30T00:00:00.000Z' })
    await adapter.schedule?.update('ada', { pausedUntil: '2026-12-01T00:00:00.000Z' })
    const paused = { ...held('paused'), until: '2026-12-07T00:00:00.000Z' }
    expect(await ask()).toEqual(paused)
    const text = { ...recap, at: '2026-11-29T15:30:00+01:00' }
    expect((await checkMany(['ada'], text)).get('ada')).toEqual(paused)
    const { getMany: _, ...single } = adapter
    const gate = createDeliveryGate({ adapter: single, catalog })
    expect((await gate.checkMany(['ada'], text)).get('ada')).toEqual(paused)
    expect(await check('ada', { type: 'alert', channel: 'email', at })).toEqual({ deliver: true })
  })

  it.each([['tomorrow'], ['2026-11-29T14:30'], [new Date(Number.NaN)], [5 as never]])(
    'refuses %s as the time of a message',
    async (at) => {
      await expect(open(on).check('ada', { ...recap, at })).rejects.toMatchObject({
        code: 'invalid',
        fields: { at: expect.any(String) },
      })
    },
  )

  it('reads the preferences of a scope, and refuses one that the service lacks', async () => {
    const scope = 'acme'
    const { adapter, check, checkMany } = open(off)
    await adapter.preferences?.update('ada', { ...recap, enabled: true }, { scope })
    expect(await check('ada', { ...recap, scope })).toEqual({ deliver: true })
    expect(await check('ada', recap)).toEqual(held('off'))
    expect((await checkMany(['ada'], { ...recap, scope })).get('ada')).toEqual({ deliver: true })
    const unscoped = createMemoryAdapter({ users: [ada], rules: { scope: false } })
    const gate = createDeliveryGate({ adapter: unscoped })
    await expect(gate.check('ada', { ...recap, scope })).rejects.toThrow(/scope/)
    await expect(gate.checkMany(['ada'], { ...recap, scope })).rejects.toThrow(/scope/)
  })
})
