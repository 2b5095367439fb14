import { describe, expect, it } from 'vitest'
import type { UserEvent } from '../../src/core/adapter.js'
import type { AdminClient } from '../../src/core/adminClient.js'
import type { PreferenceChange } from '../../src/core/preferences/preferences.js'
import type { StreakPatch } from '../../src/core/streak/streak.js'
import type { Device, UserPatch } from '../../src/core/user/user.js'
import { change, event, getError, record, untyped } from './client.fixture.js'

describe('createAdminClient: invalid input', () => {
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
    [{ traits: { at: new Date(0) } }, ['traits.at']],
    [{ traits: { discordId: Number('1035342667379599058'), a: 1 } }, ['traits.discordId']],
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
    [{ type: 'news', frequency: 'yearly' }, ['change.frequency']],
    [{ frequency: 'daily' }, ['change.type']],
    [{ type: 'news', frequency: null, enabled: null }, ['change.enabled']],
    [
      { type: 'news', channel: 'email', frequency: 'daily', row: {} },
      ['change.channel', 'change.row'],
    ],
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
    [{ ...event, value: ['1'] }, ['value']],
    [{ ...event, value: Number.NaN }, ['value']],
    [{ ...event, value: Number.POSITIVE_INFINITY }, ['value']],
    [{ ...event, value: 2 ** 53 }, ['value']],
    [{ ...event, properties: { ids: [1, { a: 2 ** 60 }] } }, ['properties.ids[1].a']],
    [{ ...event, properties: null }, ['properties']],
    [{ ...event, properties: 'a' }, ['properties']],
    [{ ...event, properties: [1] }, ['properties']],
    [{ ...event, properties: { at: new Date(0) } }, ['properties.at']],
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
    (client: AdminClient, input: never) => Promise<unknown>,
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

  it.each(rows)(
    '$method refuses $input with an error for $fields',
    async ({ method, input, fields, call }) => {
      const { calls, client } = record()
      const error = await getError(call(client, untyped(input)))
      expect(error.code).toBe('invalid')
      expect(Object.keys(error.fields ?? {})).toEqual(fields)
      expect(error.message).toContain(`${method}: ${fields[0]} `)
      expect(calls).toEqual([])
    },
  )
})
