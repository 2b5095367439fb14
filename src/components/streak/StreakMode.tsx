'use client'
import { forwardRef, useId, useRef, type HTMLAttributes, type JSX } from 'react'
import { useStreakMessages } from '../../react/messages/useStreakMessages.js'
import { joinIds } from '../fields/controlProps.js'
import { useSaveMark } from '../ui/SaveMark.js'
import { StreakOption } from './StreakOption.js'
import { StreakRow } from './StreakRow.js'
import { useStreakSettingsState } from './streakSettingsState.js'

/** Props of `StreakMode`. */
export type StreakModeProps = Omit<HTMLAttributes<HTMLDivElement>, 'children'>

/**
 * Renders a `<div role="radiogroup">` in which users choose whether one goal is enough or all are needed, or nothing if fewer than two
 * metrics count.
 * @selector [data-save="waiting"] [data-save="saving"] [data-save="saved"] [data-save="failed"] the status of the last save
 * @example
 * <StreakSettings>
 *   <StreakMode />
 * </StreakSettings>
 */
export const StreakMode = forwardRef<HTMLDivElement, StreakModeProps>(
  function StreakMode(props, ref): JSX.Element | null {
    const { streak, update, getSaveState } = useStreakSettingsState('StreakMode')
    const { streak: t } = useStreakMessages()
    const id = useId()
    const control = useRef<HTMLInputElement>(null)
    const name = useRef<HTMLSpanElement>(null)
    const { saveStatus, saveError, retry } = getSaveState('evaluationMode')
    const mark = useSaveMark(saveStatus)
    if (!streak || streak.metrics.length < 2) return null
    const chosen = streak.evaluationMode
    return (
      <StreakRow
        role="radiogroup"
        partName="streak-mode"
        idPrefix={id}
        name={t.modeTitle}
        hint={chosen ? undefined : t.modeUnset}
        mark={mark}
        nameRef={name}
        aria-describedby={joinIds(
          !chosen && `${id}-hint`,
          mark === 'waiting' && `${id}-mark`,
          saveError && `${id} ${id}-why`,
        )}
        saves={[{ id, name: t.modeTitle, saveError, retry, control }]}
        {...props}
        ref={ref}
      >
        <span className="ik-streak-options">
          {(['or', 'and'] as const).map((mode, index) => (
            <StreakOption
              key={mode}
              inputRef={mode === chosen || (!chosen && index === 0) ? control : undefined}
              type="radio"
              name={id}
              checked={mode === chosen}
              onChange={() => void update({ evaluationMode: mode })}
              aria-label={t.modes[mode]}
              text={t.modes[mode]}
            />
          ))}
        </span>
      </StreakRow>
    )
  },
)
