import { useEffect, useState } from 'react'

export interface AnnouncedList {
  /** How many there are, or that there are none; nothing while it is closed. */
  readonly count: string | undefined
  /** The row that the keys are on. */
  readonly active: string | undefined
  readonly isFirst: boolean
}

/** Long enough that a person who types is not interrupted, in milliseconds. */
const pause = 500

/**
 * What a live region says of a list: the count, when the typing stops. VoiceOver leaves out the active row of a combobox, so on
 * Apple's devices the region says that too; elsewhere it would be heard twice.
 */
export function useListAnnouncement({ count, active, isFirst }: AnnouncedList): string {
  const [spoken, setSpoken] = useState('')
  useEffect(() => {
    const isApple = /Mac|iPhone|iPad/.test(navigator.platform)
    const parts = [isFirst ? count : undefined, isApple ? active : undefined]
    const text = count === undefined ? '' : parts.filter(Boolean).join('. ')
    const timer = setTimeout(() => setSpoken(text), pause)
    return () => clearTimeout(timer)
  }, [count, active, isFirst])
  return spoken
}
