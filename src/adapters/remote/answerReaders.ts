import type { Capabilities } from '../../core/capabilities.js'
import { isMap } from '../../core/json.js'
import type { Frequency, FrequencySetting } from '../../core/preferences/frequencies.js'
import type { PreferenceSetting, Preferences } from '../../core/preferences/preferences.js'
import type { FailureAnswer, ReadAnswer, WireError, WriteAnswer } from '../../core/protocol.js'
import type { Schedule } from '../../core/schedule/schedule.js'
import type { StreakInfo, StreakSettings } from '../../core/streak/streak.js'
import type { User } from '../../core/user/user.js'
import {
  listOf,
  mapOf,
  object,
  oneOf,
  readBoolean,
  readMap,
  readNumber,
  readString,
  readIf,
  type JsonReader,
} from './jsonReaders.js'

/** Reads a user, as far as the handler sends one. Its values aren't checked, so that a stored value is shown even if it couldn't be saved today. */
export const readUser = object<User>(
  { id: readString },
  {
    subscribeToEmails: readBoolean,
    control: readBoolean,
    traits: readMap,
    devices: listOf(object({ token: readString }, { platform: readString, channelId: readString })),
    rest: readMap,
  },
  { traits: {}, rest: {} },
  readString,
)

const states: readonly unknown[] = ['on', 'off', 'unset', 'conditional']

const isOptional = (value: unknown, type: string) => value === undefined || typeof value === type

const isLock = (locked: unknown) =>
  locked === undefined || (isMap(locked) && isOptional(locked['reason'], 'string'))

function isSetting(json: unknown): json is PreferenceSetting {
  if (!isMap(json)) return false
  const { state, default: fallback, locked, pending } = json
  return (
    states.includes(state) &&
    isOptional(fallback, 'boolean') &&
    isLock(locked) &&
    (pending === undefined || pending === true)
  )
}

/** Reads a setting. An unknown state becomes `conditional`, so that it is shown read-only and never overwritten. */
const readSetting = (json: unknown): PreferenceSetting =>
  isSetting(json) ? json : { state: 'conditional' }

const readSettings = mapOf(readSetting)

/** Not the list of `core/preferences`, which other features would load with it. */
const typeFrequencies: readonly unknown[] = [
  'instant',
  'hourly',
  'daily',
  'weekly',
  'monthly',
] satisfies readonly Frequency[]

const isFrequency = (value: unknown): value is Frequency => typeFrequencies.includes(value)

/** Reads a frequency without options that a newer handler has. With such a choice it is left out, so that nothing overwrites the choice. */
function readFrequency(json: unknown): FrequencySetting | undefined {
  if (!isMap(json)) return undefined
  const { value, default: fallback, options, locked } = json
  const isReadable = [value, fallback].every((one) => one === undefined || isFrequency(one))
  if (!isReadable || !Array.isArray(options) || !isLock(locked)) return undefined
  return { ...json, options: options.filter(isFrequency) }
}

/** Reads preferences. */
export const readPreferences = object<Preferences>(
  {
    types: listOf(
      object(
        { id: readString },
        {
          label: readString,
          description: readString,
          group: readString,
          setting: readSetting,
          frequency: readFrequency,
          channels: readSettings,
        },
        { channels: {} },
      ),
    ),
  },
  { channels: readSettings, subscribed: readSetting, rest: readMap },
  { channels: {}, rest: {} },
)

/** Reads streak settings. */
export const readStreak = object<StreakSettings>(
  {
    enabled: readBoolean,
    metrics: listOf(object({ key: readString, threshold: readNumber })),
    daysOff: listOf(readNumber),
  },
  { evaluationMode: oneOf('and', 'or') },
)

const frequencies: readonly unknown[] = ['daily', 'weekly', 'monthly']

const readStreakInfo = object<StreakInfo>(
  { metrics: listOf(object({ key: readString }, { name: readString })) },
  {
    // An unknown period is left out, because there are no messages for it.
    frequency: (json) => (frequencies.includes(json) ? json : undefined),
    length: readNumber,
  },
)

/** Reads a schedule. */
export const readSchedule = object<Schedule>(
  {
    enabled: readBoolean,
    hours: listOf(object({ day: readNumber, from: readNumber, to: readNumber })),
  },
  { timezone: readString, pausedUntil: readString },
)

/** Reads a rule. One that only newer handlers have is read as the rule that promises least. */
const readRule =
  (known: string, careful: string): JsonReader<string> =>
  (json) =>
    json === known ? known : careful

/** Reads capabilities. Names of fields and members that a newer handler has are kept. */
const readCapabilities = object<Capabilities>(
  {
    fields: mapOf(object({ read: readBoolean, write: readBoolean, clear: readBoolean })),
    traits: object(
      {
        values: oneOf('json', 'scalar', 'string'),
        merge: oneOf('deep', 'key'),
        clear: readBoolean,
      },
      { declared: readBoolean },
    ),
    users: listOf(readString),
    devices: readBoolean,
    events: readBoolean,
  },
  {
    preferences: object({
      rules: object(
        { write: readRule('setting', 'row'), parents: readRule('and', 'unknown') },
        {
          order: readBoolean,
          clear: readBoolean,
          scope: readBoolean,
          frequency: readBoolean,
          complete: readBoolean,
        },
      ),
      reset: readBoolean,
    }),
    streak: object({ info: readBoolean }),
    schedule: readBoolean,
    history: readBoolean,
    order: readBoolean,
    readOnly: readBoolean,
  },
)

const readError = object<WireError>(
  { code: readString },
  {
    requestId: readString,
    retryAfter: readIf((json) => Number.isFinite(json) && (json as number) >= 0),
    fields: mapOf(readString),
  },
)

/** Reads the answer of a failed request. */
export const readFailure = object<FailureAnswer>({ error: readError })

const readPart = (data: JsonReader<unknown>) => object({}, { data, error: readError })

/** Reads the answer of the read route. */
export const readResources = object<ReadAnswer>(
  { capabilities: readCapabilities },
  {
    user: readPart(readUser),
    preferences: readPart(readPreferences),
    streak: readPart(readStreak),
    streakInfo: readPart(readStreakInfo),
    schedule: readPart(readSchedule),
  },
)

/** Creates a reader of the answer of a write. */
export const createWriteReader = <T>(data: JsonReader<T>): JsonReader<WriteAnswer<T>> =>
  object(
    { data },
    {
      refused: listOf(object({ index: readNumber, error: readError })),
      superseded: listOf(readString),
    },
  )
