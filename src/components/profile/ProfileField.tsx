'use client'
import { useComposedRefs } from '@radix-ui/react-compose-refs'
import { forwardRef, useEffect, useId, useState, type JSX } from 'react'
import type { Messages } from '../../core/messages/messages.js'
import type { ProfileFieldState } from '../../react/profile/useProfile.js'
import { useMessages } from '../../react/environment/useMessages.js'
import { Field, type FieldProps } from '../fields/Field.js'
import { useFocusFallback } from '../ui/useFocusFallback.js'
import { findEditor, useProfileEditorState } from './profileEditorState.js'
import { ProfileControl } from './ProfileControl.js'
import { ProfileEmailNotice } from './ProfileEmailNotice.js'
import type { ProfileFieldConfig, ProfileFieldInput } from './profileFieldConfig.js'
import { profileText } from './profileText.js'

export interface ProfileFieldProps extends Pick<FieldProps, 'className'> {
  /** A field of the user, or a custom attribute. */
  readonly field: ProfileFieldInput
}

/** One field of the profile: what is typed waits for Save, and what is wrong with it stands below it. Renders a `<div>`. */
export const ProfileField = forwardRef<HTMLDivElement, ProfileFieldProps>(function ProfileField(
  { field, ...props },
  forwarded,
): JSX.Element | null {
  const { profile, configOf, shown, controls, asStrings } = useProfileEditorState('ProfileField')
  const messages = useMessages()
  const id = useId()
  const ref = useComposedRefs<HTMLDivElement>(forwarded, useFocusFallback(findEditor))
  const [warning, setWarning] = useState<string>()
  const { draft } = profile
  const config = configOf(field)
  useEffect(() => shown.put(id, config))
  useEffect(() => () => shown.remove(id), [shown, id])
  if (!draft) return null
  const { key, label, description, isRequired, readOnly } = config
  const state = profile.field(key)
  const { profile: t } = messages
  // What was typed before it became so waits.
  const isFixed = readOnly !== undefined
  const value = isFixed ? state.saved : state.value

  function set(next: ProfileFieldState['value'], problem?: string): void {
    const isMissing = next === null && isRequired && state.saved !== null
    state.set(next, problem ?? (isMissing ? t.required(label) : undefined))
  }

  function settle(step: () => void): void {
    // The buttons go with what they are about.
    document.getElementById(id)?.focus()
    step()
  }

  return (
    <Field
      {...props}
      ref={ref}
      controlId={id}
      label={label}
      description={
        readOnly === undefined ? (
          description
        ) : (
          <>
            {description} {readOnly}
          </>
        )
      }
      required={isRequired}
      warning={value === null ? undefined : warning}
      error={isFixed ? undefined : errorOf(state, config, messages)}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) state.onBlur()
      }}
      footer={
        <>
          {state.isConflict && !isFixed && (
            <span className="ik-profile-choices">
              <button
                type="button"
                className="ik-button"
                onClick={() => settle(state.acceptServerValue)}
              >
                {t.acceptServerValue}
              </button>
              <button type="button" className="ik-button" onClick={() => settle(state.keepMine)}>
                {t.keepMine}
              </button>
            </span>
          )}
          {key === 'email' && <ProfileEmailNotice inputId={id} />}
        </>
      }
    >
      {(control) => (
        <ProfileControl
          {...control}
          options={controls}
          config={config}
          asStrings={asStrings}
          user={draft}
          value={value}
          onChange={set}
          onWarning={setWarning}
        />
      )}
    </Field>
  )
})

function errorOf(
  { isConflict, saved, error }: ProfileFieldState,
  config: ProfileFieldConfig,
  messages: Messages,
): string | undefined {
  const { profile: t } = messages
  if (isConflict) return t.conflict(profileText(config, saved, messages))
  if (!error) return undefined
  if (error.isRefused) return t.refused(config.label)
  return error.text ?? t.emailNotRequested
}
