import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { engine, openPostgres } from './postgres.fixture.js'
import { toPreferences } from '../../../src/adapters/postgres/wire.js'
import {
  applyPreferenceChange,
  preferenceKey,
  type Preferences,
} from '../../../src/core/preferences/preferences.js'

const names = fc.constantFrom('email', 'push', 'news', '2', '1', '__proto__', 'constructor')
const choices = fc.uniqueArray(
  fc.record(
    { type: names, channel: names, enabled: fc.boolean() },
    { requiredKeys: ['enabled'], noNullPrototype: true },
  ),
  { selector: preferenceKey },
)
const unset = { state: 'unset', default: true } as const

describe('toPreferences', () => {
  it('applies every stored choice in order', () => {
    const offers = fc.constantFrom<Pick<Preferences, 'channels' | 'subscribed'>>(
      { channels: {} },
      { channels: { push: unset, email: unset }, subscribed: unset },
    )
    fc.assert(
      fc.property(choices, offers, (stored, offered) => {
        const start: Preferences = { types: [], ...offered, rest: {} }
        const rows = stored.map(({ type = '', channel = '', enabled }) => [
          type,
          channel,
          enabled,
          null,
        ])
        const made = toPreferences(rows, offered)
        const expected = stored.reduce<Preferences>(applyPreferenceChange, start)
        expect(made).toEqual(expected)
        const keys = ({ types, channels }: Preferences) =>
          [channels, ...types.map((type) => type.channels)].map((map) => Object.keys(map))
        expect(keys(made)).toEqual(keys(expected))
      }),
    )
  })

  it('runs in linear time', () => {
    const stored = Array.from({ length: 20_000 }, (_, index) => [
      `type ${index}`,
      'email',
      true,
      null,
    ])
    const start = performance.now()
    expect(toPreferences(stored, { channels: {} }).types).toHaveLength(20_000)
    expect(performance.now() - start).toBeLessThan(2000)
  })
})

describe('a frequency that another version stored', () => {
  it('has no effect, and the switch in its row has', async () => {
    const { client, schema } = openPostgres()
    const types = ['a', 'b']
    const preferences = types.map((type) => ({ type, frequency: 'daily' as const }))
    await client.users.identify('1', {}, { preferences })
    await client.preferences.update('1', { type: 'b', enabled: false })
    await engine().query(`update ${schema}.identikit_preferences set frequency = 'yearly'`)
    const saved = await client.preferences.get('1')
    expect(saved.types).toEqual([{ id: 'b', setting: { state: 'off' }, channels: {} }])
  })
})

describe('a number that another program stored', () => {
  it('is read with all its digits', async () => {
    const { client, schema } = openPostgres()
    await client.users.identify('1', { traits: { plan: 'pro' } })
    const traits =
      '{"discordId": 1035342667379599058, "a": [{"b": -9007199254740993}], "age": 36, "x": 0.1}'
    await engine().query(`update ${schema}.identikit_users set traits = $1 where id = '1'`, [
      traits,
    ])
    const digits = {
      discordId: '1035342667379599058',
      a: [{ b: '-9007199254740993' }],
      age: 36,
      x: 0.1,
    }
    expect((await client.users.get('1')).traits).toEqual(digits)
    expect((await client.users.list()).users[0]?.traits).toEqual(digits)
    // An update of another trait keeps the number.
    const { traits: updated } = await client.users.update('1', { traits: { age: 37 } })
    expect(updated).toEqual({ ...digits, age: 37 })
    const { rows } = await engine().query(
      `select traits->>'discordId' as id, jsonb_typeof(traits->'discordId') as type from ${schema}.identikit_users`,
    )
    expect(rows).toEqual([{ id: '1035342667379599058', type: 'number' }])
  })
})
