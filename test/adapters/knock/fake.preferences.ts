import type { KnockFakeOptions } from './knock.fake.js'
import { isMap, merged, problem, type RouteHandler, type JsonMap } from './fake.json.js'

const setKeys = ['workflows', 'categories', 'channel_types', 'channels', 'commercial_subscribed']
const types = ['email', 'sms', 'push', 'chat', 'in_app_feed', 'http']

/** Creates the preference sets, which are read with the defaults of environment and tenants. */
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
    const tenantDefault = tenants[set]
    const defaults = tenantDefault ? merged(environmentDefault, tenantDefault) : environmentDefault
    const effective = mergeOverDefaults(defaults, stored(id, set))
    const override = tenant === null || tenant === set ? {} : tenants[tenant]
    return complete(set, merged(effective, override ?? {}))
  }

  function mergeInto(id: string, set: string, value: JsonMap): void {
    const next = objectOverBoolean === 'replaces' ? merged : mergedKeepingBooleans
    store(id, set, next(stored(id, set), value))
  }

  const handle: RouteHandler = ({ method, id, rest: [set], query, body }) => {
    if (!isKnown(id)) return problem.notFound()
    if (set === undefined) {
      const all = [...new Set(['default', ...(sets.get(id)?.keys() ?? [])])]
      return { status: 200, body: all.map((setId) => show(id, setId, null)) }
    }
    if (method === 'DELETE') {
      sets.get(id)?.delete(set)
      return { status: 204 }
    }
    if (method === 'GET') return { status: 200, body: show(id, set, query.get('tenant')) }
    if (method !== 'PUT' || !isMap(body) || !isSet(body)) return problem.invalid()
    const { __persistence_strategy__: strategy = 'replace', ...sent } = body
    const patch = Object.fromEntries(Object.entries(sent).filter(([key]) => setKeys.includes(key)))
    if (strategy === 'merge') mergeInto(id, set, patch)
    else store(id, set, patch)
    const shown = answersWithDefaults ? show(id, set, null) : complete(set, stored(id, set))
    return { status: 200, body: shown }
  }

  const config: RouteHandler = () => {
    if (!rows) return problem.notFound()
    const page = { title: 'Notification preferences', body: 'Choose.', show_account_name: true }
    const branding = { icon_url: null, logo_url: null, primary_color: null }
    const about = { account_name: 'Acme Inc.', user_email: null, enabled, branding }
    return { status: 200, body: { ...about, config: { ...page, rows } } }
  }

  return { sets, mergeInto, handle, config }
}

const complete = (id: string, set: JsonMap): JsonMap => ({
  id,
  ...Object.fromEntries(setKeys.map((part) => [part, set[part] ?? null])),
})

/** Merges a user's set over defaults; a part with `__strategy__: 'replace'` keeps the default. */
function mergeOverDefaults(defaults: JsonMap, userSet: JsonMap): JsonMap {
  if (defaults['__strategy__'] === 'replace') return defaults
  const entries = Object.entries(userSet).map(([key, value]) => {
    const base = Object.hasOwn(defaults, key) ? defaults[key] : undefined
    if (!isMap(base)) return [key, value] as const
    const isOverridden = base['__strategy__'] === 'replace'
    return [
      key,
      isMap(value) ? mergeOverDefaults(base, value) : isOverridden ? base : value,
    ] as const
  })
  return Object.fromEntries([...Object.entries(defaults), ...entries])
}

/** Merges like `merged`, except that an object does not replace a boolean. */
function mergedKeepingBooleans(before: JsonMap, patch: JsonMap): JsonMap {
  const entries = Object.entries(patch).map(([key, value]) => {
    const old = Object.hasOwn(before, key) ? before[key] : undefined
    if (!isMap(value)) return [key, value] as const
    if (typeof old === 'boolean') return [key, old] as const
    return [key, mergedKeepingBooleans(isMap(old) ? old : {}, value)] as const
  })
  return Object.fromEntries([...Object.entries(before), ...entries])
}

const isSetting = (value: unknown) =>
  typeof value === 'boolean' || (isMap(value) && Array.isArray(value['conditions']))

const areSettings = (value: unknown, isKey: (key: string) => boolean): boolean =>
  value === null ||
  value === undefined ||
  (isMap(value) && Object.entries(value).every(([key, item]) => isKey(key) && isSetting(item)))

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
