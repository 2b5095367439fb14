import type { IdentifyOptions, RequestOptions, UserAdapter, UserEvent } from './adapter.js'
import { getUserRules } from './capabilities.js'
import { IdentikitError, invalid } from './errors.js'
import { checkJsonMap, findJsonProblem } from './json.js'
import { checkPreferenceChanges } from './preferences/checkPreferenceChanges.js'
import { requireMember } from './requireMember.js'
import { checkField, type PhoneCheck } from './user/checkField.js'
import { checkId, checkKey, checkUserPatch, type UserPatch } from './user/user.js'

/** Returns whether the check of phone numbers has to be loaded for a patch. Other patches don't wait, so that calls keep their order. */
export function needsPhoneCheck(patch: unknown): boolean {
  return typeof (patch as UserPatch | null | undefined)?.phone === 'string'
}

/**
 * Checks a patch of a user and the preferences that are saved with it.
 * @returns the patch in its stored form
 * @throws IdentikitError `invalid`, or `unsupported` if the adapter has no preferences
 */
export function checkIdentify(
  adapter: UserAdapter,
  caller: string,
  patch: UserPatch,
  options: IdentifyOptions,
  checkPhone?: PhoneCheck,
): UserPatch {
  const { preferences } = options
  const checked = checkUserPatch(caller, patch, getUserRules(adapter), checkPhone)
  if (preferences !== undefined) {
    checkPreferenceChanges(caller, preferences)
    requireMember(adapter, 'preferences', adapter.preferences)
    checkScope(adapter, options)
  }
  return checked
}

/**
 * Refuses a scope where the service would give every scope the same preferences.
 * @throws IdentikitError `unsupported`, or `invalid` for a scope that is no id
 */
export function checkScope(adapter: UserAdapter, { scope }: RequestOptions = {}): void {
  if (scope !== undefined) checkId('The scope', scope, 'scope')
  if (scope === undefined || adapter.pending || adapter.preferences?.rules.scope) return
  throw new IdentikitError(
    'unsupported',
    `The ${adapter.id} adapter keeps no preferences by scope.`,
  )
}

/**
 * Checks an event except its patch of the user, and returns it in its stored form.
 * @throws IdentikitError `invalid`
 */
export function checkEvent(event: UserEvent): UserEvent {
  checkObject('events.track', 'event', event)
  const { name, value, properties, at, idempotencyKey: key } = event
  checkKey('events.track', name, 'name')
  if (value !== undefined && !isEventValue(value)) {
    throw invalid('events.track', { value: 'must be a finite number, a string or a boolean' })
  }
  // Services take it as a header.
  const isKey = key === undefined || (typeof key === 'string' && /^[!-~]{1,255}$/.test(key))
  const [, problem] = findJsonProblem(value ?? null) ?? []
  const wrong = {
    ...(!isKey && { idempotencyKey: 'must be 1 to 255 ASCII letters, digits or signs' }),
    ...(problem !== undefined && { value: problem }),
    ...(properties !== undefined && checkJsonMap('properties', properties)),
  }
  if (Object.keys(wrong).length > 0) throw invalid('events.track', wrong)
  if (at === undefined) return event
  const checked = checkField('createdAt', at)
  if ('error' in checked) throw invalid('events.track', { at: checked.error })
  return { ...event, at: checked.value }
}

const isEventValue = (value: unknown) =>
  typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)

/** @throws IdentikitError `invalid` */
export function checkObject(caller: string, name: string, input: unknown): void {
  if (typeof input === 'object' && input !== null) return
  throw invalid(caller, { [name]: 'must be an object' })
}
