import { useEffect, useState } from 'react'

/** Props of `TimezonePickerAnnouncement`. */
export interface TimezonePickerAnnouncementProps {
  /** The number of results as a sentence; `undefined` while the list is closed. */
  readonly count: string | undefined
  /** The text of the active row. */
  readonly active: string | undefined
  readonly isFirst: boolean
}

/** Milliseconds after the last change, so that an announcement doesn't interrupt typing. */
const pause = 500

/**
 * Renders a visually hidden `<div role="status">` that announces the number of results after typing stops. VoiceOver doesn't read the
 * active row of a combobox, so on Apple devices the announcement has it too; other screen readers would read it twice.
 */
export function TimezonePickerAnnouncement(props: TimezonePickerAnnouncementProps) {
  const { count, active, isFirst } = props
  const [announcement, setAnnouncement] = useState('')
  useEffect(() => {
    const isApple = /Mac|iPhone|iPad/.test(navigator.platform)
    const parts = [isFirst ? count : undefined, isApple ? active : undefined]
    const text = count === undefined ? '' : parts.filter(Boolean).join('. ')
    const timer = setTimeout(() => setAnnouncement(text), pause)
    return () => clearTimeout(timer)
  }, [count, active, isFirst])
  return (
    <div className="ik-visually-hidden" role="status">
      {announcement}
    </div>
  )
}
