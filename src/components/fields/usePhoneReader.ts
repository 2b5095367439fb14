import { useEffect, useRef, useState } from 'react'
import { loadPhoneReader } from '../../core/contact/loadPhoneReader.js'
import type { PhoneMetadata, PhoneReader } from '../../core/contact/phoneReader.js'

/** Options of `usePhoneReader`. */
export interface PhoneReaderOptions {
  /** Whether the reader is loaded at once. */
  readonly isNeeded: boolean
  /** Loads what else reads a number. */
  readonly loadOthers: () => Promise<unknown> | undefined
  readonly onLoad: (reader: PhoneReader) => void
}

/** Returns the loaded reader, and a function that loads it. Calling it after a failure tries again. */
export function usePhoneReader(
  load: (() => Promise<PhoneMetadata>) | undefined,
  options: PhoneReaderOptions,
): [reader: PhoneReader | undefined, loadReader: () => void] {
  const [reader, setReader] = useState<PhoneReader>()
  const status = useRef<'idle' | 'loading' | 'loaded' | 'failed'>('idle')
  const latest = useRef(options)

  async function loadReader(): Promise<void> {
    if (status.current === 'loading' || status.current === 'loaded') return
    status.current = 'loading'
    try {
      const [loaded] = await Promise.all([loadPhoneReader(load), latest.current.loadOthers()])
      status.current = 'loaded'
      setReader(loaded)
      latest.current.onLoad(loaded)
    } catch {
      status.current = 'failed'
    }
  }

  useEffect(() => {
    latest.current = options
    if (options.isNeeded && status.current === 'idle') void loadReader()
  })
  return [reader, () => void loadReader()]
}
