'use client'
import { forwardRef, useId, useRef, type FieldsetHTMLAttributes } from 'react'
import {
  getFirstWeekday,
  canHaveDaysOff,
  getStreakSettingName,
  getWeekdayName,
} from '../../core/streak/streakTexts.js'
import { regionalLocale } from '../../core/regionalLocale.js'
import { useMinute } from '../../react/environment/useMinute.js'
import { useLocale } from '../../react/environment/useLocale.js'
import { useStreakMessages } from '../../react/messages/useStreakMessages.js'
import { joinIds } from '../fields/controlProps.js'
import { SaveError } from '../ui/SaveError.js'
import { SaveMark, useSaveMark } from '../ui/SaveMark.js'
import { partProps } from '../ui/partProps.js'
import { useStreakSettingsState } from './streakSettingsState.js'

/** Props of `StreakDaysOff`. */
export type StreakDaysOffProps = Omit<FieldsetHTMLAttributes<HTMLFieldSetElement>, 'children'>

/**
 * Renders a `<fieldset>` in which users choose at most six weekdays that don't count, or nothing if the period of the streak is longer than
 * a day.
 * @selector [data-save="waiting"] [data-save="saving"] [data-save="saved"] [data-save="failed"] the status of the last save
 * @example
 * <StreakSettings>
 *   <StreakDaysOff />
 * </StreakSettings>
 */
export const StreakDaysOff = forwardRef<HTMLFieldSetElement, StreakDaysOffProps>(
  function StreakDaysOff(props, ref) {
    const { streak, frequency, metrics, getSaveState } = useStreakSettingsState('StreakDaysOff')
    const messages = useStreakMessages()
    const locale = useLocale()
    const id = useId()
    const legend = useRef<HTMLSpanElement>(null)
    // JavaScript engines disagree on the first weekday of a locale, so the server and the first render use Monday.
    const first = useMinute() > 0 ? getFirstWeekday(regionalLocale(locale)) : 1
    const days = Array.from({ length: 7 }, (_, index) => (first + index) % 7)
    const saves = days.map((day) => ({ day, ...getSaveState(`day:${day}`) }))
    const state = (['saving', 'failed', 'saved'] as const).find((status) =>
      saves.some(({ saveStatus }) => saveStatus === status),
    )
    const mark = useSaveMark(state ?? 'idle')
    if (!streak || !canHaveDaysOff(frequency)) return null
    const { streak: t } = messages
    const isFull = streak.daysOff.length >= 6
    return (
      <fieldset
        aria-describedby={joinIds(`${id}-hint`, mark === 'waiting' && `${id}-mark`)}
        {...partProps('streak-days-off', props)}
        ref={ref}
        data-save={mark}
      >
        <legend className="ik-streak-legend">
          <span className="ik-streak-control">
            <span className="ik-streak-name" ref={legend} tabIndex={-1}>
              {t.daysOffTitle}
            </span>
            <SaveMark state={mark} id={`${id}-mark`} />
          </span>
        </legend>
        <div className="ik-streak-body">
          <span className="ik-streak-hint" id={`${id}-hint`}>
            {t.daysOffDescription}
          </span>
          <span className="ik-streak-options">
            {days.map((day) => (
              <Day key={day} day={day} isFull={isFull} id={id} />
            ))}
          </span>
          {isFull && (
            <span className="ik-streak-hint" id={`${id}-last`}>
              {t.lastDay}
            </span>
          )}
          {saves.map(
            ({ day, saveError: error, retry }) =>
              error && (
                <span key={day} className="ik-streak-failed-day">
                  <span className="ik-streak-name">{getWeekdayName(locale, day, 'long')}</span>
                  <SaveError
                    id={`${id}-${day}`}
                    name={getStreakSettingName(messages, locale, metrics, `day:${day}`)}
                    error={error}
                    retry={retry}
                    control={legend}
                  />
                </span>
              ),
          )}
        </div>
      </fieldset>
    )
  },
)

interface DayProps {
  readonly day: number
  readonly isFull: boolean
  /** The prefix of the ids of the descriptions. */
  readonly id: string
}

function Day({ day, isFull, id }: DayProps) {
  const { streak, update, getSaveState } = useStreakSettingsState('StreakDaysOff')
  const locale = useLocale()
  const isOff = streak?.daysOff.includes(day) ?? false
  // At least one day must count.
  const isLast = isFull && !isOff
  const isFailed = getSaveState(`day:${day}`).saveError !== undefined
  return (
    <label className="ik-option">
      <input
        type="checkbox"
        className="ik-option-input"
        form="ik-no-form"
        checked={isOff}
        aria-label={getWeekdayName(locale, day, 'long')}
        aria-disabled={isLast || undefined}
        aria-describedby={joinIds(
          isFailed && `${id}-${day} ${id}-${day}-why`,
          isLast && `${id}-last`,
        )}
        onChange={() => {
          if (isLast) return
          void update(({ daysOff }) => ({
            daysOff: daysOff.includes(day)
              ? daysOff.filter((other) => other !== day)
              : [...daysOff, day],
          }))
        }}
      />
      <span>{getWeekdayName(locale, day, 'short')}</span>
    </label>
  )
}
