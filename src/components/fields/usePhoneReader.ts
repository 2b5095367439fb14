import { useEffect, useRef, useState } from 'react'
import { loadPhoneReader } from '../../core/contact/loadPhoneReader.js'
import type { PhoneMetadata, PhoneReader } from '../../core/contact/phoneReader.js'

/** Returns the loaded reader, and a function that loads it. Calling it after a failure tries again. */
export function usePhoneReader(
  load: (() => Promise<PhoneMetadata>) | undefined,
  { isNeeded, onLoad }: { isNeeded: boolean; onLoad: (reader: PhoneReader) => void },
): [reader: PhoneReader | undefined, loadReader: () => void] {
  const [reader, setReader] = useState<PhoneReader>()
  const status = useRef<'idle' | 'loading' | 'loaded' | 'failed'>('idle')
  const latest = useRef(onLoad)

  async function loadReader(): Promise<void> {
    if (status.current === 'loading' || status.current === 'loaded') return
    status.current = 'loading'
    try {
      const loaded = await loadPhoneReader(load)
      status.current = 'loaded'
      setReader(loaded)
      latest.current(loaded)
    } catch {
      status.current = 'failed'
    }
  }

  useEffect(() => {
    latest.current = onLoad
    if (isNeeded && status.current === 'idle') void loadReader()
  })
  return [reader, () => void loadReader()]
}
