'use client'
import { forwardRef, useId, useRef, type HTMLAttributes } from 'react'
import { canHaveDaysOff, getStreakSettingName } from '../../core/streak/streakTexts.js'
import { getFirstWeekday, getWeekdayName } from '../../core/weekdays.js'
import { regionalLocale } from '../../core/locale/regionalLocale.js'
import { useMinute } from '../../react/environment/useMinute.js'
import { useLocale } from '../../react/environment/useLocale.js'
import { useStreakMessages } from '../../react/messages/useStreakMessages.js'
import { joinIds } from '../fields/controlProps.js'
import { useSaveMark } from '../ui/SaveMark.js'
import { StreakOption } from './StreakOption.js'
import { StreakRow } from './StreakRow.js'
import { useStreakSettingsState } from './streakSettingsState.js'

/** Props of `StreakDays`. */
export type StreakDaysProps = Omit<HTMLAttributes<HTMLDivElement>, 'children'>

/**
 * Renders a `<div role="group">` in which users choose the weekdays that count, at least one, or nothing if the period of the streak is
 * longer than a day.
 * @selector [data-save="waiting"] [data-save="saving"] [data-save="saved"] [data-save="failed"] the status of the last save
 * @example
 * <StreakSettings>
 *   <StreakDays />
 * </StreakSettings>
 */
export const StreakDays = forwardRef<HTMLDivElement, StreakDaysProps>(
  function StreakDays(props, ref) {
    const { streak, frequency, metrics, update, getSaveState } =
      useStreakSettingsState('StreakDays')
    const messages = useStreakMessages()
    const locale = useLocale()
    const id = useId()
    const name = useRef<HTMLSpanElement>(null)
    // JavaScript engines disagree on the first weekday of a locale, so the server and the first render use Monday.
    const first = useMinute() > 0 ? getFirstWeekday(regionalLocale(locale)) : 1
    const days = Array.from({ length: 7 }, (_, index) => (first + index) % 7)
    const saves = days.map((day) => ({ day, ...getSaveState(`day:${day}`) }))
    const state = (['saving', 'failed', 'saved'] as const).find((status) =>
      saves.some(({ saveStatus }) => saveStatus === status),
    )
    const mark = useSaveMark(state ?? 'idle')
    if (!streak || !canHaveDaysOff(frequency)) return null
    const { daysOff } = streak
    const hasOneLeft = daysOff.length >= 6
    return (
      <StreakRow
        role="group"
        partName="streak-days"
        idPrefix={id}
        name={messages.streak.daysTitle}
        hint={hasOneLeft ? messages.streak.lastDay : undefined}
        mark={mark}
        nameRef={name}
        aria-describedby={mark === 'waiting' ? `${id}-mark` : undefined}
        saves={saves.map(({ day, saveError, retry }) => ({
          id: `${id}-${day}`,
          label: getWeekdayName(locale, day, 'long'),
          name: getStreakSettingName(messages, locale, metrics, `day:${day}`),
          saveError,
          retry,
          control: name,
        }))}
        {...props}
        ref={ref}
      >
        <span className="ik-streak-week">
          {saves.map(({ day, saveError }) => {
            const isOff = daysOff.includes(day)
            // At least one day must count.
            const isLast = hasOneLeft && !isOff
            return (
              <StreakOption
                key={day}
                type="checkbox"
                checked={!isOff}
                aria-label={getWeekdayName(locale, day, 'long')}
                aria-disabled={isLast || undefined}
                aria-describedby={joinIds(
                  saveError && `${id}-${day} ${id}-${day}-why`,
                  isLast && `${id}-hint`,
                )}
                onChange={() => {
                  if (isLast) return
                  void update((shown) => ({
                    daysOff: shown.daysOff.includes(day)
                      ? shown.daysOff.filter((other) => other !== day)
                      : [...shown.daysOff, day],
                  }))
                }}
                text={getWeekdayName(locale, day, 'narrow')}
              />
            )
          })}
        </span>
      </StreakRow>
    )
  },
)
