'use client'
import { useState, type JSX } from 'react'
import { useMinute } from '../../react/environment/useMinute.js'
import { useScheduleMessages } from '../../react/messages/useScheduleMessages.js'
import { Button } from '../ui/Button.js'
import { SaveMark, type SaveMarkState } from '../ui/SaveMark.js'
import { findFocusable, useFocusFallback } from '../ui/useFocusFallback.js'
import { PauseDate } from './PauseDate.js'

/** Props of `PauseOffer`. */
export interface PauseOfferProps {
  /** The prefix of the ids of the texts: `-text` and `-mark`. */
  readonly id: string
  readonly mark: SaveMarkState
  /** Called with the end of a pause, or `null` to resume. */
  readonly onPause: (until: Date | null) => void
}

/** The hour of the device's clock at which a pause of days ends. */
const morning = 9

/** Renders a `<div>` with the buttons that pause. */
export function PauseOffer({ id, mark, onPause }: PauseOfferProps): JSX.Element {
  const { schedule: t } = useScheduleMessages()
  const [isChoosing, setChoosing] = useState(false)
  const minute = useMinute()
  // The pause may be made elsewhere.
  const row = useFocusFallback<HTMLDivElement>(findFocusable)
  return (
    <div className="ik-pause-all-row" ref={row}>
      <span className="ik-schedule-text">
        <span className="ik-pause-all-marked">
          <span className="ik-schedule-name">{t.pauseTitle}</span>
          <SaveMark state={mark} id={`${id}-mark`} />
        </span>
        <span className="ik-schedule-hint" id={`${id}-text`}>
          {t.pauseDescription}
        </span>
      </span>
      <span className="ik-pause-all-actions">
        <Button onClick={() => onPause(new Date(Date.now() + 3_600_000))}>{t.forOneHour}</Button>
        <Button onClick={() => onPause(getMorning(new Date(), 1))}>{t.untilTomorrow}</Button>
        <Button aria-expanded={isChoosing} onClick={() => setChoosing(!isChoosing)}>
          {t.untilDate}
        </Button>
      </span>
      {isChoosing && (
        <PauseDate
          first={getMorning(new Date(minute), 1)}
          onPause={(day) => onPause(getMorning(day, 0))}
        />
      )}
    </div>
  )
}

/** Returns 9 o'clock some days later on the device's clock. */
function getMorning(day: Date, later: number): Date {
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + later, morning)
}
