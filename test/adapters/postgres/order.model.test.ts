import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import type { UserClient } from '../../../src/core/client.js'
import {
  getFrequencySetting,
  getSetting,
  preferenceKey,
  type PreferenceChange,
} from '../../../src/core/preferences/preferences.js'
import type { WriteReport } from '../../../src/core/requestOptions.js'
import { openPostgres } from './postgres.fixture.js'

interface Order {
  readonly writer: string
  readonly seq: number
}

type Value = boolean | 'daily' | 'weekly' | null

type Write =
  | {
      readonly kind: 'choose'
      readonly changes: readonly { readonly key: string; readonly value: Value }[]
    }
  | { readonly kind: 'reset' }
  | { readonly kind: 'user'; readonly patch: Readonly<Record<string, string | null>> }
  | { readonly kind: 'streak'; readonly patch: { readonly enabled?: boolean } }

type Command = Write & { readonly order: Order | undefined }

const maxWriters = 8
const targets = [{ type: 'a', channel: 'email' }, { type: 'a' }, { channel: 'sms' }, {}]
const frequencyKey = preferenceKey({ type: 'a', frequency: 'daily' })
const keys = [...targets.map(preferenceKey), frequencyKey]

/** The values of one user and, for each, the last seq of each writer, the latest writer first. */
class Model {
  readonly values = new Map<string, unknown>()
  readonly #orders = new Map<string, readonly Order[]>()
  #resets: readonly Order[] = []

  #isLate(list: readonly Order[] = [], order: Order | undefined): boolean {
    return list.some(
      ({ writer, seq }, index) =>
        writer === order?.writer && (seq > order.seq || (seq === order.seq && index > 0)),
    )
  }

  #add(list: readonly Order[] = [], order: Order | undefined): readonly Order[] {
    if (!order) return list
    const others = list.filter(({ writer }) => writer !== order.writer)
    return [order, ...others].slice(0, maxWriters)
  }

  /** Sets a value, or returns its key if a later write set it. */
  #set(key: string, value: unknown, order: Order | undefined): string[] {
    if (this.#isLate(this.#orders.get(key), order)) return [key]
    this.#orders.set(key, this.#add(this.#orders.get(key), order))
    this.values.set(key, value)
    return []
  }

  #reset(order: Order | undefined): string[] {
    const known = keys.filter((key) => this.values.has(key))
    const stored = known.filter(
      (key) => this.values.get(key) !== null || this.#orders.get(key)?.length,
    )
    if (this.#isLate(this.#resets, order)) return stored
    const gone = known.filter((key) => !this.#isLate(this.#orders.get(key), order))
    const seen = gone.flatMap((key) => this.#orders.get(key) ?? []).concat(this.#resets)
    for (const key of gone) {
      this.values.delete(key)
      this.#orders.delete(key)
    }
    const latest = new Map<string, number>()
    for (const { writer, seq } of order ? [...seen, order] : seen) {
      latest.set(writer, Math.max(latest.get(writer) ?? seq, seq))
    }
    // The writer of the reset counts as the latest one.
    const isFirst = ({ writer }: Order) => Number(writer === order?.writer)
    this.#resets = Array.from(latest, ([writer, seq]) => ({ writer, seq })).sort(
      (a, b) => isFirst(b) - isFirst(a) || b.seq - a.seq || (a.writer < b.writer ? -1 : 1),
    )
    return stored.filter((key) => !gone.includes(key))
  }

  /** Applies a command, and returns the keys that it didn't change because of a later write. */
  apply(command: Command): string[] {
    const { order } = command
    if (command.kind === 'reset') return this.#reset(order)
    if (command.kind === 'choose') {
      // The last change of a setting counts.
      const changes = new Map(command.changes.map(({ key, value }) => [key, value]))
      if (this.#isLate(this.#resets, order)) return [...changes.keys()]
      return [...changes].flatMap(([key, value]) =>
        value === null && !order && !this.values.has(key) ? [] : this.#set(key, value, order),
      )
    }
    const prefix = command.kind === 'streak' ? 'streak.' : ''
    return Object.entries(command.patch).flatMap(([key, value]) =>
      this.#set(prefix + key, value, order),
    )
  }
}

const toChange = (key: string, value: Value): PreferenceChange =>
  key === frequencyKey
    ? { type: 'a', frequency: typeof value === 'string' ? value : null }
    : { ...targets[keys.indexOf(key)], enabled: typeof value === 'string' ? null : value }

/** Sends a command, and returns the superseded keys. */
async function send(client: UserClient, command: Command): Promise<string[]> {
  let report: WriteReport = {}
  const options = {
    order: command.order,
    onReport: (given: WriteReport) => {
      report = given
    },
  }
  if (command.kind === 'choose') {
    const changes = command.changes.map(({ key, value }) => toChange(key, value))
    await client.preferences.update('ada', changes, options)
  } else if (command.kind === 'reset') {
    await client.preferences.reset('ada', options)
  } else if (command.kind === 'streak') {
    await client.streak.update('ada', command.patch, options)
  } else {
    const { plan, ...fields } = command.patch
    const patch = { ...fields, ...(plan !== undefined && { traits: { plan } }) }
    await client.users.update('ada', patch, options)
  }
  const prefix = command.kind === 'streak' ? 'streak.' : ''
  return [...(report.superseded ?? [])].map((key) => prefix + key.replace('traits.', ''))
}

async function read(client: UserClient): Promise<Readonly<Record<string, unknown>>> {
  const preferences = await client.preferences.get('ada')
  const { name, traits } = await client.users.get('ada')
  const { enabled } = await client.streak.get('ada')
  const states: string[] = targets.map(
    (target) => getSetting(preferences, target)?.state ?? 'unset',
  )
  states.push(getFrequencySetting(preferences, 'a')?.value ?? 'unset')
  return { states, name, plan: traits['plan'], enabled }
}

const toState = (value: unknown) =>
  typeof value === 'string' ? value : value === true ? 'on' : value === false ? 'off' : 'unset'

const names = fc.constantFrom('x', 'y', null)
const writes: fc.Arbitrary<Write> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('choose' as const),
      changes: fc.array(
        fc.oneof(
          {
            weight: 2,
            arbitrary: fc.record({
              key: fc.constantFrom(...targets.map(preferenceKey)),
              value: fc.constantFrom(true, false, null),
            }),
          },
          {
            weight: 1,
            arbitrary: fc.record({
              key: fc.constant(frequencyKey),
              value: fc.constantFrom('daily' as const, 'weekly' as const, null),
            }),
          },
        ),
        { minLength: 1, maxLength: 3 },
      ),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'reset' as const }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('user' as const),
      patch: fc.record({ name: names, plan: names }, { requiredKeys: [] }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('streak' as const),
      patch: fc.record({ enabled: fc.boolean() }),
    }),
  },
)

/** The campaigns and the checks of seeded bugs run five times as many. */
const isLong = process.env['IDENTIKIT_CAMPAIGN'] ?? process.env['IDENTIKIT_RUNS']
const numRuns = isLong ? 25 : 5

it.each([
  { writerCount: 2, maxLength: 25, kinds: 'choose, reset, user, streak' },
  { writerCount: 8, maxLength: 25, kinds: 'choose, reset' },
  // The last eight of these are kept.
  { writerCount: 10, maxLength: 60, kinds: 'choose' },
])('postgres: the order of $writerCount writers is like a model ($kinds)', async (setup) => {
  const { writerCount, maxLength, kinds } = setup
  const order = fc.option(
    fc.record({
      writer: fc.integer({ min: 1, max: writerCount }).map((n) => `writer ${n}`),
      seq: fc.integer({ min: 1, max: 9 }),
    }),
    { nil: undefined, freq: 9 },
  )
  const command = fc
    .tuple(
      writes.filter(({ kind }) => kinds.includes(kind)),
      order,
    )
    .map(([write, given]) => ({ ...write, order: given }))
  const { adapter, client } = openPostgres()
  await fc.assert(
    fc.asyncProperty(
      fc.array(command, { minLength: 1, maxLength, size: 'max' }),
      async (commands) => {
        await client.users.delete('ada')
        await client.users.create('ada', {})
        const model = new Model()
        for (const next of commands) {
          const before = await read(client)
          const hadStreak = model.values.has('streak.enabled')
          const { length } = await adapter.history.get('ada')
          const superseded = await send(client, next)
          expect(superseded.sort()).toEqual(model.apply(next).sort())
          const after = await read(client)
          expect(after).toEqual({
            states: keys.map((key) => toState(model.values.get(key))),
            name: model.values.get('name') ?? undefined,
            plan: model.values.get('plan') ?? undefined,
            enabled: model.values.get('streak.enabled') ?? true,
          })
          // A read doesn't show a first choice of the streak that equals the default.
          const isFirst = !hadStreak && model.values.has('streak.enabled')
          const isChange = isFirst || JSON.stringify(before) !== JSON.stringify(after)
          const added = (await adapter.history.get('ada')).length - length
          expect(added).toBe(isChange ? 1 : 0)
        }
      },
    ),
    { numRuns },
  )
})
