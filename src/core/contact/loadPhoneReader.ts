import type { PhoneMetadata, PhoneReader } from './phoneReader.js'

/** Loads the functions of libphonenumber-js. They are named one by one, so that bundlers drop the others. */
export async function loadPhoneMetadata(): Promise<PhoneMetadata> {
  const {
    getCountries,
    getCountryCallingCode,
    parsePhoneNumberWithError,
    validatePhoneNumberLength,
  } = await import('libphonenumber-js/min')
  return {
    getCountries,
    getCountryCallingCode,
    parsePhoneNumberWithError,
    validatePhoneNumberLength,
  }
}

/** Loads the reader of phone numbers, which browsers get only when a number is written. */
export async function loadPhoneReader(
  load: () => Promise<PhoneMetadata> = loadPhoneMetadata,
): Promise<PhoneReader> {
  const [{ createPhoneReader }, metadata] = await Promise.all([import('./phoneReader.js'), load()])
  return createPhoneReader(metadata)
}

/** Loads the check of phone numbers. Resolves with `undefined` if that fails, so that only the form of numbers is checked. */
export function loadPhoneCheck(): Promise<PhoneReader['check'] | undefined> {
  return loadPhoneReader().then(
    ({ check }) => check,
    () => undefined,
  )
}
