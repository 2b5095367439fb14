'use client'
import { useComposedRefs } from '@radix-ui/react-compose-refs'
import { forwardRef, useEffect, useId, useState, type HTMLAttributes, type JSX } from 'react'
import type { Messages } from '../../core/messages/messages.js'
import type { ProfileFieldState } from '../../react/profile/profileState.js'
import { useMessages } from '../../react/environment/useMessages.js'
import { Field } from '../fields/Field.js'
import { Button } from '../ui/Button.js'
import { getRoot, useFocusFallback } from '../ui/useFocusFallback.js'
import { formatFieldValue } from './formatFieldValue.js'
import { findEditor, useProfileEditorState } from './profileEditorState.js'
import { ProfileControl } from './ProfileControl.js'
import { ProfileEmailNotice } from './ProfileEmailNotice.js'
import type { ProfileFieldConfig, ProfileFieldInput } from './profileFieldConfig.js'

/** The props of `ProfileField`. */
export interface ProfileFieldProps extends Omit<HTMLAttributes<HTMLDivElement>, 'children'> {
  /** A field of the user, or a trait. */
  readonly field: ProfileFieldInput
}

/**
 * Renders a `<div>` with one field of the profile editor, its control and its error.
 * @example
 * <ProfileEditor>
 *   <ProfileField field="name" />
 *   <ProfileField field={{ field: 'email', label: 'Work email' }} />
 *   <ProfileActions />
 * </ProfileEditor>
 */
export const ProfileField = forwardRef<HTMLDivElement, ProfileFieldProps>(function ProfileField(
  { field, onBlur, ...props },
  forwardedRef,
): JSX.Element | null {
  const ref = useComposedRefs<HTMLDivElement>(forwardedRef, useFocusFallback(findEditor))
  const editor = useProfileEditorState('ProfileField')
  const { profile, getConfig, registry, controlOptions, asStrings } = editor
  const messages = useMessages()
  const controlId = useId()
  const [warning, setWarning] = useState<string>()
  const { draft, email } = profile
  const config = getConfig(field)
  const { key, label, isRequired, readOnly } = config
  const id = `${controlId} ${key}`
  useEffect(() => registry.set(id, config))
  useEffect(() => () => registry.remove(id), [registry, id])
  if (!draft) return null
  const state = profile.field(key)
  // A draft from before the field became read-only stays, but isn't shown.
  const isReadOnly = readOnly !== undefined
  const value = isReadOnly ? state.saved : state.value

  function change(next: ProfileFieldState['value'], error?: string): void {
    const isMissing = next === null && isRequired && state.saved !== null
    state.set(next, error ?? (isMissing ? messages.profile.required(label) : undefined))
  }

  return (
    <Field
      {...props}
      ref={ref}
      controlId={controlId}
      label={label}
      description={
        isReadOnly ? (
          <>
            <span>{config.description}</span>
            <span>{` ${readOnly}`}</span>
          </>
        ) : (
          config.description
        )
      }
      required={isRequired}
      warning={value === null ? undefined : warning}
      error={isReadOnly ? undefined : getErrorText(state, config, messages)}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) state.onBlur()
        onBlur?.(event)
      }}
      renderFooter={() => (
        <>
          {state.isConflict && !isReadOnly && (
            <ConflictButtons state={state} controlId={controlId} />
          )}
          {key === 'email' && email.pending && (
            <ProfileEmailNotice key={email.pending} pending={email.pending} inputId={controlId} />
          )}
        </>
      )}
    >
      {(control) => (
        <ProfileControl
          {...control}
          options={controlOptions}
          config={config}
          asStrings={asStrings}
          user={draft}
          value={value}
          onChange={change}
          onWarning={setWarning}
        />
      )}
    </Field>
  )
})

interface ConflictButtonsProps {
  readonly state: ProfileFieldState
  readonly controlId: string
}

function ConflictButtons({ state, controlId }: ConflictButtonsProps): JSX.Element {
  const { profile: t } = useMessages()
  function resolve(button: Element, action: () => void): void {
    // The focused button is removed with the conflict.
    getRoot(button).getElementById(controlId)?.focus()
    action()
  }
  return (
    <span className="ik-profile-choices">
      <Button onClick={(event) => resolve(event.currentTarget, state.acceptServerValue)}>
        {t.acceptServerValue}
      </Button>
      <Button onClick={(event) => resolve(event.currentTarget, state.keepMine)}>
        {t.keepMine}
      </Button>
    </span>
  )
}

function getErrorText(
  { isConflict, saved, error }: ProfileFieldState,
  config: ProfileFieldConfig,
  messages: Messages,
): string | undefined {
  const { profile: t } = messages
  if (isConflict) return t.conflict(formatFieldValue(config, saved, messages))
  if (!error) return undefined
  if (error.isRefused) return t.refused(config.label)
  return error.text ?? t.emailNotRequested
}
