import type { PreferencesMember, RequestOptions } from '../../core/adapter.js'
import { IdentikitError, invalid } from '../../core/errors.js'
import { indexById } from '../../core/preferences/preferences.js'
import type {
  NotificationType,
  PreferenceChange,
  Preferences,
  PreferenceSetting,
} from '../../core/preferences/preferences.js'
import type { User } from '../../core/user/user.js'
import { readLists } from './lists.js'
import { runSequentially } from './runSequentially.js'
import { anything, isStatus, readUser } from './requests.js'
import { subscriberSchema, type EngageList } from './wire.js'
import { toPathSegment, type HttpClient } from '../http/httpClient.js'

/** A list or a segment that people see as a row, in the product's own words. */
export interface EngageRow {
  readonly id: string
  readonly label?: string | undefined
  readonly description?: string | undefined
}

export interface EngageRows {
  readonly lists: readonly EngageRow[] | 'all'
  readonly segments: readonly (EngageRow & { readonly label: string })[]
}

/** Choices that were checked, and what saves them and reads the user after that. */
export interface PreparedChoices {
  /** The lists that somebody new can be put on at once: on those with a double opt-in they would be without having confirmed. */
  readonly joins: readonly string[]
  readonly save: (id: string, joined?: readonly string[]) => Promise<Choices>
}

/** What the vendor answered to a toggle; `undefined` where it said nothing. */
type Answers = ReadonlyMap<string, boolean | undefined>

interface Choices {
  readonly user: User
  readonly preferences: Preferences
}

export function createEngagePreferences(http: HttpClient, rows: EngageRows) {
  const offered = (lists: readonly EngageList[]): readonly Offered[] => {
    if (rows.lists === 'all') return lists.map((list) => ({ list, row: { id: list.id } }))
    const known = indexById(lists)
    return rows.lists.flatMap((row) => {
      const list = known.get(row.id)
      return list ? [{ list, row }] : []
    })
  }
  const wanted = rows.lists === 'all' ? undefined : rows.lists.map(({ id }) => id)
  const read = async (options?: RequestOptions) => offered(await readLists(http, wanted, options))

  async function prepareChoices(
    caller: string,
    changes: readonly PreferenceChange[],
    options: RequestOptions = {},
  ): Promise<PreparedChoices> {
    checkKinds(caller, changes, rows.segments)
    const lists = await read(options)
    const last = newest(caller, changes, lists)
    const joins = lists
      .filter(({ list }) => last.get(list.id) === true && list.double_optin !== true)
      .map(({ list }) => list.id)

    async function save(id: string, joined: readonly string[] = []): Promise<Choices> {
      const answers = new Map<string, boolean | undefined>()
      const left = [...last].filter(([type]) => !joined.includes(type))
      const steps = Array.from(left, ([type, enabled]) => ({
        what: `the list ${type}`,
        run: async () => answers.set(type, await toggle(http, id, { type, enabled }, options)),
      }))
      await runSequentially(caller, steps)
      const user = await readUser(http, id, options)
      const settings = new Map(
        lists.map(({ list }) => [list.id, settle(settingOf(user, list), list, last, answers)]),
      )
      const refused = [...last.keys()].filter((type) => settings.get(type) === undefined)
      if (refused.length > 0) throw notTaken(caller, refused)
      return { user, preferences: toPreferences(user, lists, rows, settings) }
    }
    return { joins, save }
  }

  const member: PreferencesMember = {
    rules: { write: 'setting', parents: 'and' },
    async get(id, options) {
      const [user, lists] = await Promise.all([readUser(http, id, options), read(options)])
      return toPreferences(user, lists, rows, new Map())
    },
    async update(id, change, options) {
      const choices = await prepareChoices('preferences.update', [change].flat(), options)
      return (await choices.save(id)).preferences
    },
  }
  return { member, prepareChoices }
}

interface Offered {
  readonly list: EngageList
  readonly row: EngageRow
}

/** Lists and segments have one switch each, and segments are computed by the service. */
function checkKinds(
  caller: string,
  changes: readonly PreferenceChange[],
  segments: EngageRows['segments'],
): void {
  for (const { type, channel } of changes) {
    if (type === undefined || channel !== undefined) {
      const what = `${caller}: Engage has one switch for each list, and none for channels or for everything.`
      throw new IdentikitError('unsupported', what)
    }
    if (segments.some(({ id }) => id === type)) {
      throw new IdentikitError(
        'locked',
        `${caller}: Engage computes who is in the segment ${type}.`,
      )
    }
  }
}

/** The last word on each list, in the order of the first. */
function newest(
  caller: string,
  changes: readonly PreferenceChange[],
  lists: readonly Offered[],
): ReadonlyMap<string, boolean> {
  const known = indexById(lists.map(({ list }) => list))
  const wrong = changes.flatMap(({ type = '' }, index) =>
    known.has(type) ? [] : [[`changes[${index}].type`, 'names no list that is offered'] as const],
  )
  if (wrong.length > 0) throw invalid(caller, Object.fromEntries(wrong))
  return new Map(changes.map(({ type = '', enabled }) => [type, enabled]))
}

/** One PUT. Whether it also works for somebody who was never on the list is documented nowhere: where it does not, they are put on it. */
async function toggle(
  http: HttpClient,
  id: string,
  { type, enabled }: { readonly type: string; readonly enabled: boolean },
  { signal, keepalive }: RequestOptions,
): Promise<boolean | undefined> {
  const path = `/lists/${toPathSegment(type)}/subscribers/${toPathSegment(id)}`
  try {
    const sent = { body: { subscribed: enabled }, signal, keepalive }
    const answer = await http(subscriberSchema, 'PUT', path, sent)
    return answer?.subscribed ?? undefined
  } catch (error) {
    if (!isStatus(error, 400, 404)) throw error
    // Who is not on the list needs not be taken off; the read that follows tells whether that is so.
    if (!enabled) return undefined
  }
  const sent = { body: { lists: [type] }, signal, keepalive }
  await http(anything, 'POST', `/users/${toPathSegment(id)}/lists`, sent)
  return undefined
}

function settingOf({ lists = [] }: User, { id }: EngageList): PreferenceSetting {
  const entry = lists.find((list) => list.id === id)
  const state = entry ? (entry.subscribed ? 'on' : 'off') : 'unset'
  return { state, default: false }
}

/** What holds after a toggle: what its answer says, else what was read after it; `undefined` where neither is what was asked for. */
function settle(
  read: PreferenceSetting,
  list: EngageList,
  asked: ReadonlyMap<string, boolean>,
  answers: Answers,
): PreferenceSetting | undefined {
  const enabled = asked.get(list.id)
  if (enabled === undefined) return read
  const held = answers.get(list.id) ?? read.state === 'on'
  if (held !== enabled)
    return enabled && list.double_optin ? { ...read, state: 'on', pending: true } : undefined
  return answers.get(list.id) === undefined ? read : { ...read, state: enabled ? 'on' : 'off' }
}

function notTaken(caller: string, types: readonly string[]): IdentikitError {
  const fields = Object.fromEntries(types.map((type) => [`the list ${type}`, 'was not saved']))
  const what = `${caller}: Engage took the request, and these choices are not there: ${types.join(', ')}. Any others are saved.`
  return new IdentikitError('bad-answer', what, { fields })
}

function toPreferences(
  user: User,
  lists: readonly Offered[],
  { segments }: EngageRows,
  settings: ReadonlyMap<string, PreferenceSetting | undefined>,
): Preferences {
  const types = lists.map(({ list, row }): NotificationType => {
    const label = row.label ?? list.title
    const description = row.description ?? list.description
    return {
      id: list.id,
      ...(label && { label }),
      ...(description && { description }),
      setting: settings.get(list.id) ?? settingOf(user, list),
      channels: {},
    }
  })
  const computed = segments.flatMap(({ id, label, description }): NotificationType[] => {
    const held = user.segments?.find((one) => one.id === id)
    if (!held) return []
    const setting: PreferenceSetting = { state: held.suppressed ? 'off' : 'on', locked: {} }
    return [{ id, label, ...(description && { description }), setting, channels: {} }]
  })
  return { types: [...types, ...computed], channels: {}, rest: {} }
}
