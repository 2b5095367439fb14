import { useEffect, useRef, useState } from 'react'
import type { PhoneMetadata } from './phoneNumber.js'

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

/** Returns the loaded numbering plans, and a function that loads them. Calling it after a failure tries again. */
export function usePhoneMetadata(
  load: () => Promise<PhoneMetadata>,
  { isNeeded, onLoad }: { isNeeded: boolean; onLoad: (metadata: PhoneMetadata) => void },
): [metadata: PhoneMetadata | undefined, loadMetadata: () => void] {
  const [metadata, setMetadata] = useState<PhoneMetadata>()
  const status = useRef<'idle' | 'loading' | 'loaded' | 'failed'>('idle')
  const latest = useRef(onLoad)

  async function loadMetadata(): Promise<void> {
    if (status.current === 'loading' || status.current === 'loaded') return
    status.current = 'loading'
    try {
      const loaded = await load()
      status.current = 'loaded'
      setMetadata(loaded)
      latest.current(loaded)
    } catch {
      status.current = 'failed'
    }
  }

  useEffect(() => {
    latest.current = onLoad
    if (isNeeded && status.current === 'idle') void loadMetadata()
  })
  return [metadata, () => void loadMetadata()]
}
