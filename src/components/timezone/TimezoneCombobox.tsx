'use client'
import { useEffect, useId, useRef, type AriaAttributes, type JSX, type Ref } from 'react'
import { useTimezonePickerMessages } from '../../react/messages/useTimezonePickerMessages.js'
import { useMinute } from '../../react/environment/useMinute.js'
import { joinIds } from '../fields/controlProps.js'
import { Button } from '../ui/Button.js'
import { Icon } from '../ui/Icon.js'
import { chevronPath } from '../ui/iconPaths.js'
import { timezoneFacts, timezoneText } from './timezoneFacts.js'
import { TimezonePickerAnnouncement } from './TimezonePickerAnnouncement.js'
import { TimezonePickerList, noneText } from './TimezonePickerList.js'
import { TimezoneTime } from './TimezoneTime.js'
import { useTimezonePicker, type TimezonePickerOptions } from './useTimezonePicker.js'

/** The attributes of the input of a time zone picker. */
export interface ComboboxAttributes extends AriaAttributes {
  readonly form?: string | undefined
  readonly required?: boolean | undefined
  readonly disabled?: boolean | undefined
  readonly autoFocus?: boolean | undefined
}

/** The props of `TimezoneCombobox`. */
export interface TimezoneComboboxProps extends Omit<TimezonePickerOptions, 'place'> {
  readonly control: ComboboxAttributes
  readonly forwarded: Ref<HTMLInputElement>
}

/** Renders a `<div>` with the `<input role="combobox">` of a time zone picker, its list and its live region. */
export function TimezoneCombobox(props: TimezoneComboboxProps): JSX.Element {
  const { forwarded, control, ...options } = props
  const { value, locale } = options
  const { timezone: t } = useTimezonePickerMessages()
  const place = useRef<HTMLDivElement>(null)
  const picker = useTimezonePicker({ ...options, place })
  const { isOpen, isTyping, highlightedIndex, closeMenu } = picker
  const { ids } = picker.results
  const minute = useMinute()
  const hintId = useId()
  const facts = value && timezoneFacts(value, minute, locale, t)
  const active = ids[isOpen ? highlightedIndex : -1]
  const { disabled } = control
  useEffect(() => {
    // Disabling an input fires no blur event.
    if (disabled) closeMenu()
  }, [disabled, closeMenu])
  useEffect(() => {
    // Typing replaces the shown value.
    if (isOpen && !isTyping) place.current?.querySelector('input')?.select()
  }, [isOpen, isTyping, place])
  return (
    <div className="ik-timezone-picker-place">
      {/* Keeps the focus in the input when another part is pressed. */}
      <div
        className="ik-timezone-picker-control"
        role="presentation"
        ref={place}
        onMouseDown={(event) => {
          if (!(event.target as Element).matches('input')) event.preventDefault()
        }}
      >
        <div className="ik-timezone-picker-field">
          <input
            {...picker.getInputProps({
              ...control,
              'aria-labelledby': control['aria-labelledby'],
              'aria-describedby': joinIds(control['aria-describedby'], !isTyping && hintId),
              ref: forwarded,
              placeholder: t.placeholder,
              spellCheck: false,
              autoCapitalize: 'off',
              onKeyDown: picker.guardKeys,
              onChange: ({ currentTarget }) => picker.type(currentTarget.value),
              onFocus: ({ currentTarget }) => {
                currentTarget.select()
                picker.load()
              },
            })}
            {...(ids.length === 0 && { 'aria-activedescendant': '' })}
            className="ik-timezone-picker-input"
          />
          <span className="ik-timezone-picker-hint" id={hintId} hidden={isTyping}>
            {facts && (
              <>
                {facts.offset && (
                  <bdi className="ik-visually-hidden">
                    {facts.time ? `${facts.offset} · ` : facts.offset}
                  </bdi>
                )}
                <TimezoneTime {...facts} />
              </>
            )}
          </span>
          <button
            type="button"
            {...picker.getToggleButtonProps({ 'aria-label': t.open, disabled: !!disabled })}
            className="ik-timezone-picker-open"
          >
            <Icon path={chevronPath} />
          </button>
          <Button tabIndex={-1} className="ik-timezone-picker-close" onClick={closeMenu}>
            {t.close}
          </Button>
        </div>
        {isOpen ? (
          <TimezonePickerList picker={picker} locale={locale} />
        ) : (
          <div {...picker.getMenuProps({ 'aria-label': t.list })} hidden />
        )}
      </div>
      <TimezonePickerAnnouncement
        count={isOpen ? (ids.length > 0 ? t.count(ids.length) : noneText(picker, t)) : undefined}
        active={active && timezoneText(timezoneFacts(active, minute, locale, t), t)}
        isFirst={highlightedIndex < 1}
      />
    </div>
  )
}
