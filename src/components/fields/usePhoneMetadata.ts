import { useEffect, useRef, useState } from 'react'
import type { PhoneMetadata } from './phoneNumber.js'

/** Named one by one, so that bundlers leave out the rest. */
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

/** The plans of all countries once they are there, and what asks for them. What failed is tried again when it is asked for again. */
export function usePhoneMetadata(
  source: () => Promise<PhoneMetadata>,
  { isNeeded, onLoad }: { isNeeded: boolean; onLoad: (metadata: PhoneMetadata) => void },
): [metadata: PhoneMetadata | undefined, load: () => void] {
  const [metadata, setMetadata] = useState<PhoneMetadata>()
  const state = useRef<'idle' | 'loading' | 'loaded' | 'failed'>('idle')
  const latest = useRef(onLoad)

  async function load(): Promise<void> {
    if (state.current === 'loading' || state.current === 'loaded') return
    state.current = 'loading'
    let found: PhoneMetadata
    try {
      found = await source()
    } catch {
      state.current = 'failed'
      return
    }
    state.current = 'loaded'
    setMetadata(found)
    latest.current(found)
  }

  useEffect(() => {
    latest.current = onLoad
    if (isNeeded && state.current === 'idle') void load()
  })
  return [metadata, () => void load()]
}
