import { isMap, type Json } from '../json.js'
import { withKey, withoutKey } from '../objectKeys.js'

/** Custom attributes of a user. */
export type Traits = Readonly<Record<string, Json>>

/** The values that a service stores in custom attributes, and how it merges a patch. */
export interface TraitRules {
  /** `json` holds anything, `scalar` strings, numbers and booleans, `string` strings only. */
  readonly values: 'json' | 'scalar' | 'string'
  /** `deep` merges objects at every level, `key` replaces the value of each key that is sent. */
  readonly merge: 'deep' | 'key'
  /** Whether `null` removes a key. */
  readonly clear: boolean
  /** Only keys that were declared at the service beforehand are accepted. */
  readonly declared?: boolean | undefined
}

/** Returns the traits after a patch. `null` removes a key. */
export function applyTraits(
  saved: Traits,
  patch: Traits,
  rules: Pick<TraitRules, 'merge'>,
): Traits {
  return Object.entries(patch).reduce<Traits>((traits, [key, value]) => {
    if (value === null) return withoutKey(traits, key)
    if (rules.merge === 'key' || !isMap(value)) return withKey(traits, key, value)
    const before = Object.hasOwn(traits, key) ? traits[key] : undefined
    return withKey(traits, key, applyTraits(isMap(before) ? before : {}, value, rules))
  }, saved)
}

/** Returns the patch that turns `before` into `after` at a service that merges deeply: removed keys become `null`. */
export function replaceTrait(before: Json, after: Json): Json {
  if (!isMap(before) || !isMap(after)) return after
  const gone = Object.keys(before).filter((key) => !Object.hasOwn(after, key))
  const patch = Object.entries(after).reduce<Traits>((left, [key, value]) => {
    const old = Object.hasOwn(before, key) ? (before[key] ?? null) : null
    return withKey(left, key, replaceTrait(old, value))
  }, {})
  return gone.reduce<Traits>((left, key) => withKey(left, key, null), patch)
}

/** Returns the errors of traits by path, under the rules of a service. */
export function checkTraits(traits: Traits, rules: TraitRules): Record<string, string> {
  const wrong: Record<string, string> = {}
  for (const [key, value] of Object.entries(traits)) {
    const path = `traits.${key}`
    if (value === null) {
      if (!rules.clear) wrong[path] = 'cannot be removed at this service once it is set'
    } else if (rules.values !== 'json' && typeof value === 'object') {
      wrong[path] = 'must be a plain value: this service holds no objects or lists'
    } else if (rules.values === 'string' && typeof value !== 'string') {
      wrong[path] = 'must be a string: this service holds nothing else'
    }
  }
  return wrong
}
