import type { KnockFakeOptions } from './knock.fake.js'
import { isMap, merged, problem, type Answering, type JsonMap } from './fake.json.js'

const parts = ['workflows', 'categories', 'channel_types', 'channels', 'commercial_subscribed']
const types = ['email', 'sms', 'push', 'chat', 'in_app_feed', 'http']

/** Preference sets, and the defaults of environment and tenants that are merged in when one reads. */
export function createKnockFakePreferences(
  options: KnockFakeOptions,
  isKnown: (id: string) => boolean,
) {
  const { environmentDefault = {}, tenants = {}, rows, enabled = true } = options
  const { answersWithDefaults = true, objectOverBoolean = 'replaces' } = options
  const sets = new Map<string, Map<string, JsonMap>>()

  const stored = (id: string, set: string): JsonMap => sets.get(id)?.get(set) ?? {}

  function store(id: string, set: string, value: JsonMap): void {
    sets.set(id, new Map(sets.get(id)).set(set, value))
  }

  function show(id: string, set: string, tenant: string | null): JsonMap {
    const ofTenant = tenants[set]
    const below = ofTenant ? merged(environmentDefault, ofTenant) : environmentDefault
    const own = laidOver(below, stored(id, set))
    const above = tenant === null || tenant === set ? {} : tenants[tenant]
    return complete(set, merged(own, above ?? {}))
  }

  function mergeInto(id: string, set: string, value: JsonMap): void {
    const next = objectOverBoolean === 'replaces' ? merged : mergedButBooleans
    store(id, set, next(stored(id, set), value))
  }

  const answer: Answering = ({ method, id, more: [set], query, body }) => {
    if (!isKnown(id)) return problem.notFound()
    if (set === undefined) {
      const all = [...new Set(['default', ...(sets.get(id)?.keys() ?? [])])]
      return { status: 200, body: all.map((one) => show(id, one, null)) }
    }
    if (method === 'DELETE') {
      sets.get(id)?.delete(set)
      return { status: 204 }
    }
    if (method === 'GET') return { status: 200, body: show(id, set, query.get('tenant')) }
    if (method !== 'PUT' || !isMap(body) || !isSet(body)) return problem.invalid()
    const { __persistence_strategy__: strategy = 'replace', ...given } = body
    const wanted = Object.fromEntries(Object.entries(given).filter(([key]) => parts.includes(key)))
    if (strategy === 'merge') mergeInto(id, set, wanted)
    else store(id, set, wanted)
    const shown = answersWithDefaults ? show(id, set, null) : complete(set, stored(id, set))
    return { status: 200, body: shown }
  }

  const config: Answering = () => {
    if (!rows) return problem.notFound()
    const page = { title: 'Notification preferences', body: 'Choose.', show_account_name: true }
    const branding = { icon_url: null, logo_url: null, primary_color: null }
    const about = { account_name: 'Acme Inc.', user_email: null, enabled, branding }
    return { status: 200, body: { ...about, config: { ...page, rows } } }
  }

  return { sets, mergeInto, answer, config }
}

const complete = (id: string, set: JsonMap): JsonMap => ({
  id,
  ...Object.fromEntries(parts.map((part) => [part, set[part] ?? null])),
})

/** A tenant's part that replaces stays, whatever the person chose. */
function laidOver(below: JsonMap, own: JsonMap): JsonMap {
  if (below['__strategy__'] === 'replace') return below
  const entries = Object.entries(own).map(([key, value]) => {
    const under = Object.hasOwn(below, key) ? below[key] : undefined
    if (!isMap(under)) return [key, value] as const
    const isDecided = under['__strategy__'] === 'replace'
    return [key, isMap(value) ? laidOver(under, value) : isDecided ? under : value] as const
  })
  return Object.fromEntries([...Object.entries(below), ...entries])
}

/** The other possible service: an object never gets over a boolean. */
function mergedButBooleans(before: JsonMap, patch: JsonMap): JsonMap {
  const entries = Object.entries(patch).map(([key, value]) => {
    const old = Object.hasOwn(before, key) ? before[key] : undefined
    if (!isMap(value)) return [key, value] as const
    if (typeof old === 'boolean') return [key, old] as const
    return [key, mergedButBooleans(isMap(old) ? old : {}, value)] as const
  })
  return Object.fromEntries([...Object.entries(before), ...entries])
}

const isSetting = (value: unknown) =>
  typeof value === 'boolean' || (isMap(value) && Array.isArray(value['conditions']))

const areSettings = (value: unknown, isKey: (key: string) => boolean): boolean =>
  value === null ||
  value === undefined ||
  (isMap(value) && Object.entries(value).every(([key, one]) => isKey(key) && isSetting(one)))

const areChannels = (map: JsonMap): boolean =>
  areSettings(map['channel_types'], (key) => types.includes(key)) &&
  areSettings(map['channels'], (key) => /^[\da-f-]{36}$/.test(key))

function isSet(body: JsonMap): boolean {
  const rows = ['workflows', 'categories'].flatMap((part) => Object.values(body[part] ?? {}))
  const commercial = body['commercial_subscribed']
  return (
    areChannels(body) &&
    rows.every((row) => typeof row === 'boolean' || (isMap(row) && areChannels(row))) &&
    (commercial === undefined || commercial === null || isSetting(commercial))
  )
}
