'use client'
import { forwardRef, useId, useRef, type FieldsetHTMLAttributes, type JSX } from 'react'
import { useStreakMessages } from '../../react/messages/useStreakMessages.js'
import { joinIds } from '../fields/controlProps.js'
import { SaveError } from '../ui/SaveError.js'
import { SaveMark, useSaveMark } from '../ui/SaveMark.js'
import { partProps } from '../ui/partProps.js'
import { useStreakSettingsState } from './streakSettingsState.js'

/** Props of `StreakMode`. */
export type StreakModeProps = Omit<FieldsetHTMLAttributes<HTMLFieldSetElement>, 'children'>

/**
 * Renders a `<fieldset>` in which users choose whether one goal is enough or all are needed, or nothing if fewer than two metrics count.
 * @selector [data-save="waiting"] [data-save="saving"] [data-save="saved"] [data-save="failed"] the status of the last save
 * @example
 * <StreakSettings>
 *   <StreakMode />
 * </StreakSettings>
 */
export const StreakMode = forwardRef<HTMLFieldSetElement, StreakModeProps>(
  function StreakMode(props, ref): JSX.Element | null {
    const { streak, update, getSaveState } = useStreakSettingsState('StreakMode')
    const { streak: t } = useStreakMessages()
    const id = useId()
    const control = useRef<HTMLInputElement>(null)
    const { saveStatus, saveError: error, retry } = getSaveState('evaluationMode')
    const mark = useSaveMark(saveStatus)
    if (!streak || streak.metrics.length < 2) return null
    const chosen = streak.evaluationMode
    return (
      <fieldset
        aria-describedby={joinIds(
          !chosen && `${id}-hint`,
          mark === 'waiting' && `${id}-mark`,
          error && `${id} ${id}-why`,
        )}
        {...partProps('streak-mode', props)}
        ref={ref}
        data-save={mark}
      >
        <legend className="ik-streak-legend">
          <span className="ik-streak-control">
            <span className="ik-streak-name">{t.modeTitle}</span>
            <SaveMark state={mark} id={`${id}-mark`} />
          </span>
        </legend>
        <div className="ik-streak-body">
          <span className="ik-streak-options">
            {(['or', 'and'] as const).map((mode, index) => (
              <label key={mode} className="ik-option">
                <input
                  ref={mode === chosen || (!chosen && index === 0) ? control : undefined}
                  type="radio"
                  className="ik-option-input"
                  form="ik-no-form"
                  name={id}
                  checked={mode === chosen}
                  onChange={() => void update({ evaluationMode: mode })}
                />
                <span>{t.modes[mode]}</span>
              </label>
            ))}
          </span>
          {!chosen && (
            <span className="ik-streak-hint" id={`${id}-hint`}>
              {t.modeUnset}
            </span>
          )}
          {error && (
            <SaveError id={id} name={t.modeTitle} error={error} retry={retry} control={control} />
          )}
        </div>
      </fieldset>
    )
  },
)
