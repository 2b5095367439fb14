'use client'
import { forwardRef, useContext, useId, useRef, type HTMLAttributes, type JSX } from 'react'
import { IdentikitError } from '../../core/errors.js'
import { findOutlineType } from '../../core/preferences/preferenceOutline.js'
import { isFrequency } from '../../core/preferences/frequencies.js'
import type { RegisteredTypeId } from '../../core/preferences/registeredCatalog.js'
import { usePreferenceMessages } from '../../react/messages/usePreferenceMessages.js'
import { usePreferenceFrequency } from '../../react/preferences/usePreferenceFrequency.js'
import { usePreferenceOutline } from '../../react/preferences/usePreferenceOutline.js'
import { joinIds } from '../fields/controlProps.js'
import { partProps } from '../ui/partProps.js'
import { SaveError } from '../ui/SaveError.js'
import { InSaveErrorSlot, SaveErrorSlotContext } from '../ui/SaveErrorSlot.js'
import { SaveMark, useSaveMark } from '../ui/SaveMark.js'
import { Select } from '../ui/Select.js'
import { PreferencePlaceholder } from './PreferencePlaceholder.js'
import { PreferenceRowTypeContext } from './preferenceRowType.js'

/** Props of `PreferenceFrequency`. */
export interface PreferenceFrequencyProps extends Omit<
  HTMLAttributes<HTMLSpanElement>,
  'children'
> {
  /** The id of the notification type. @default that of the row of `PreferenceCenter` around it */
  readonly type?: RegisteredTypeId | undefined
}

/**
 * Renders a `<span>` with a `<select>` of how often the messages of a type come, or nothing if the user can't choose. It saves at once, and
 * shows the same marks and errors as a `PreferenceSwitch`.
 * @selector [data-save="waiting"] [data-save="saving"] [data-save="saved"] [data-save="failed"] the status of the last save
 * @example
 * <PreferenceCenter frequency={<PreferenceFrequency />} />
 */
export const PreferenceFrequency = forwardRef<HTMLSpanElement, PreferenceFrequencyProps>(
  function PreferenceFrequency({ type: ownType, ...props }, ref): JSX.Element | null {
    const rowType = useContext(PreferenceRowTypeContext)
    const type = ownType ?? rowType
    if (type === undefined) {
      const message =
        '<PreferenceFrequency> has no type. Give it one, or pass it to <PreferenceCenter frequency>.'
      throw new IdentikitError('misuse', message)
    }
    const { preferences: t } = usePreferenceMessages()
    const frequency = usePreferenceFrequency(type)
    const { setting, value, options, name, saveStatus, saveError: error, retry, set } = frequency
    const outline = usePreferenceOutline()
    const control = useRef<HTMLSelectElement>(null)
    const row = useContext(SaveErrorSlotContext)
    const save = useSaveMark(saveStatus)
    const id = useId()
    const part = partProps('preference-frequency', props)
    if (!setting) {
      if (outline && !findOutlineType(outline, type)?.hasFrequency) return null
      return (
        <PreferencePlaceholder {...part} {...{ ref, name }} trigger={control}>
          <span className="ik-skeleton-text" aria-hidden="true" />
        </PreferencePlaceholder>
      )
    }
    const { locked } = setting
    const hint = locked
      ? (locked.reason ?? t.locked)
      : setting.value === undefined
        ? t.byDefault
        : undefined
    // A locked control keeps the focus, so it isn't disabled: it has the current option only.
    const shown = locked ? options.filter((option) => option === value) : options
    const errorId = `${id}-error`
    return (
      <span {...part} ref={ref} data-save={save}>
        <Select
          ref={control}
          aria-label={name}
          aria-disabled={locked ? true : undefined}
          aria-describedby={joinIds(
            error && `${errorId} ${errorId}-why`,
            hint && `${id}-hint`,
            save === 'waiting' && `${id}-mark`,
          )}
          // A form of the host doesn't send it.
          form="ik-no-form"
          autoComplete="off"
          value={value}
          onChange={({ currentTarget }) => {
            const chosen = currentTarget.value
            if (isFrequency(chosen)) void set(chosen)
          }}
        >
          {shown.map((option) => (
            <option key={option} value={option}>
              {t.frequency.options[option]}
            </option>
          ))}
        </Select>
        {save && <SaveMark state={save} id={`${id}-mark`} />}
        {error && (
          <InSaveErrorSlot
            renderError={() => (
              <SaveError
                {...{ id: errorId, name, error, retry, control }}
                text={row && t.frequency.notChanged}
                isReasonHidden={!row}
              />
            )}
          />
        )}
        {hint && (
          <span className="ik-visually-hidden" id={`${id}-hint`}>
            {hint}
          </span>
        )}
      </span>
    )
  },
)
