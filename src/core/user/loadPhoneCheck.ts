import { loadPhoneReader } from './loadPhoneReader.js'
import type { PhoneReader } from './phoneReader.js'

/** Loads the check of phone numbers. Resolves with `undefined` if that fails, so that only the form of numbers is checked. */
export function loadPhoneCheck(): Promise<PhoneReader['check'] | undefined> {
  return loadPhoneReader().then(
    ({ check }) => check,
    () => undefined,
  )
}
