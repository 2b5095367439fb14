import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import type * as z from 'zod/mini'
import { parseParts } from '../../../src/adapters/http/parseParts.js'
import {
  createWriteReader,
  readFailure,
  readPreferences,
  readResources,
  readStreak,
  readUser,
} from '../../../src/adapters/remote/answerReaders.js'
import { readNull, type JsonReader } from '../../../src/adapters/remote/jsonReaders.js'
import {
  failureSchema,
  nullSchema,
  preferencesSchema,
  readSchema,
  wireStreakSchema,
  wireUserSchema,
  writeSchema,
} from '../../core/wireSchemas.js'
import { applyEdit, edits } from '../mutation.js'

const error = { code: 'invalid', requestId: 'r1', retryAfter: 5, fields: { email: 'is bad' } }
const report = {
  refused: [
    { index: 0, error },
    { index: 2, error: { code: 'locked' } },
  ],
  superseded: ['["news",null]', 'traits.plan'],
}

const rules = { read: true, write: false, clear: false }
const capabilities = {
  fields: { email: rules, subscribeToEmails: rules },
  traits: { values: 'json', merge: 'deep', clear: true, declared: true },
  users: ['get', 'identify'],
  preferences: {
    rules: {
      write: 'setting',
      parents: 'and',
      order: true,
      clear: true,
      frequency: true,
      scope: false,
    },
    reset: true,
  },
  streak: { info: true },
  devices: false,
  events: true,
  order: true,
}

const user = {
  id: 'ada',
  name: 'Ada',
  timezone: 'Europe/London',
  updatedAt: '2026-05-31T00:00:00Z',
  subscribeToEmails: true,
  control: false,
  traits: { plan: 'pro', address: { city: 'London' } },
  devices: [{ token: 'a', platform: 'ios', channelId: 'c' }, { token: 'b' }],
  rest: { plan: 1 },
}

const settings = {
  email: { state: 'on', pending: true, default: true },
  push: { state: 'unset', locked: { reason: 'law' } },
}

const preferences = {
  types: [
    {
      id: 'news',
      label: 'News',
      description: 'What is new',
      group: 'Product',
      setting: { state: 'off' },
      frequency: {
        value: 'daily',
        default: 'weekly',
        options: ['daily', 'weekly'],
        locked: { reason: 'law' },
      },
      channels: settings,
    },
    { id: 'tips', channels: settings },
  ],
  channels: settings,
  subscribed: { state: 'on' },
  rest: { version: 2 },
}

const streak = {
  enabled: true,
  evaluationMode: 'or',
  metrics: [
    { key: 'words', threshold: 500 },
    { key: 'lessons', threshold: 0.5 },
  ],
  daysOff: [0, 6],
}

const streakInfo = {
  metrics: [{ key: 'words', name: 'Words' }, { key: 'lessons' }],
  frequency: 'daily',
  length: 3,
}

type Pair = readonly [answer: unknown, reader: JsonReader<unknown>, schema: z.ZodMiniType]

const pairs: Readonly<Record<string, Pair>> = {
  'a read': [
    {
      capabilities,
      user: { data: user },
      preferences: { data: preferences },
      streak: { data: streak },
      streakInfo: { data: streakInfo },
    },
    readResources,
    readSchema,
  ],
  'a read that failed in part': [
    { capabilities, user: { data: user }, preferences: { error }, streak: { error } },
    readResources,
    readSchema,
  ],
  'a failure': [{ error }, readFailure, failureSchema],
  'a write of a user': [
    { data: user, ...report },
    createWriteReader(readUser),
    writeSchema(wireUserSchema),
  ],
  'a write of preferences': [
    { data: preferences, ...report },
    createWriteReader(readPreferences),
    writeSchema(preferencesSchema),
  ],
  'a write of streak settings': [
    { data: streak, ...report },
    createWriteReader(readStreak),
    writeSchema(wireStreakSchema),
  ],
  'a write without data': [
    { data: null, ...report },
    createWriteReader(readNull),
    writeSchema(nullSchema),
  ],
}

/** What a browser shows of an answer: its data, and the parts that could not be read. */
interface Outcome {
  readonly data?: unknown
  readonly issues?: readonly string[]
}

/** Returns JSON without keys named `__proto__`, which schemas skip; `answerReaders.test.ts` covers them. */
const overTheWire = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value ?? null), (key, part: unknown) =>
    key === '__proto__' ? undefined : part,
  )

function readLight(reader: JsonReader<unknown>, json: unknown): Outcome {
  const issues: string[] = []
  const data = reader(json, issues, '')
  return data === undefined ? {} : { data: overTheWire(data), issues: innermost(issues) }
}

function readBySchema(schema: z.ZodMiniType, json: unknown): Outcome {
  const parsed = parseParts(schema, json)
  if (!parsed.isReadable) return {}
  const paths = parsed.issues.map(({ path }) => path.map((key) => `.${String(key)}`).join(''))
  return { data: overTheWire(parsed.data), issues: innermost(paths) }
}

/**
 * Returns the paths without those around others. Schemas are applied again without each unreadable part, so that they also name the
 * parts that are unreadable without it. The items of a list have one path, because a part that is left out moves those behind it.
 */
function innermost(paths: readonly string[]): readonly string[] {
  const unique = [...new Set(paths.map((path) => path.replaceAll(/\.\d+/g, '.#')))].sort()
  return unique.filter((path) => !unique.some((other) => other.startsWith(`${path}.`)))
}

const runs = process.env['IDENTIKIT_CAMPAIGN'] ? 10_000 : 300

it(
  'the readers of browsers read each mutated answer as the schemas do, or both refuse it',
  { timeout: 600_000 },
  () => {
    const counts = { read: 0, partly: 0, refused: 0 }
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.values(pairs)),
        edits,
        ([answer, reader, schema], mutation) => {
          const json = overTheWire(mutation.reduce(applyEdit, answer))
          const light = readLight(reader, json)
          expect(light).toEqual(readBySchema(schema, json))
          counts[!('data' in light) ? 'refused' : light.issues?.length ? 'partly' : 'read'] += 1
        },
      ),
      { numRuns: runs },
    )
    for (const count of Object.values(counts)) expect(count).toBeGreaterThan(runs / 20)
  },
)

it.each(Object.entries(pairs))('the readers of browsers read %s whole', (_, [answer, reader]) => {
  expect(readLight(reader, overTheWire(answer))).toEqual({ data: answer, issues: [] })
})
