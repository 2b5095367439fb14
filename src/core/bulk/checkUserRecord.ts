import type { UserRecord } from '../adapter.js'
import { invalid } from '../errors.js'
import type { PhoneCheck } from '../user/checkField.js'
import { checkId, checkUserPatch, type UserRules } from '../user/user.js'

const caller = 'users.identifyMany'

/**
 * Returns a record of a bulk identification in its stored form.
 * @throws IdentikitError `invalid`
 */
export function checkUserRecord(
  record: unknown,
  rules?: UserRules,
  checkPhone?: PhoneCheck,
): UserRecord {
  if (typeof record !== 'object' || record === null || Array.isArray(record)) {
    throw invalid(caller, { record: 'must be an object with an id' })
  }
  const { id, ...patch } = record as UserRecord
  checkId(caller, id)
  return { id, ...checkUserPatch(caller, patch, rules, checkPhone) }
}
