'use client'
import { useComposedRefs } from '@radix-ui/react-compose-refs'
import { forwardRef, useEffect, useId, useState, type HTMLAttributes, type JSX } from 'react'
import type { Messages } from '../../core/messages/messages.js'
import { useProfileField } from '../../react/profile/useProfilePart.js'
import type { ProfileFieldState } from '../../react/profile/profileState.js'
import { useProfileMessages } from '../../react/messages/useProfileMessages.js'
import { Field } from '../fields/Field.js'
import { Button } from '../ui/Button.js'
import { partProps } from '../ui/partProps.js'
import { getRoot, useFocusFallback } from '../ui/useFocusFallback.js'
import { formatFieldValue } from './formatFieldValue.js'
import { findEditor, useProfileEditorState } from './profileEditorState.js'
import { ProfileControl } from './ProfileControl.js'
import { ProfileEmailNotice } from './ProfileEmailNotice.js'
import type { ProfileFieldConfig, ProfileFieldInput } from './profileFieldConfig.js'
import { ProfileValue } from './ProfileValue.js'

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
  const messages = useProfileMessages()
  const controlId = useId()
  const [warning, setWarning] = useState<string>()
  const { user, email } = profile
  const config = getConfig(field)
  const { key, label, isRequired, readOnly } = config
  const id = `${controlId} ${key}`
  const state = useProfileField(profile, key)
  // A field that becomes read-only stays editable until its edit is saved, undone or discarded.
  const isHeld = readOnly !== undefined && state.isDirty
  const isReadOnly = readOnly !== undefined && !isHeld
  const renderEmailNotice = () =>
    key === 'email' && email.pending ? (
      <ProfileEmailNotice key={email.pending} pending={email.pending} inputId={controlId} />
    ) : null
  useEffect(() => registry.set(id, config, !isReadOnly))
  useEffect(() => () => registry.remove(id), [registry, id])
  if (!user) return null
  const { value } = state
  const row = partProps('field-row', props)
  if (isReadOnly && !isCustom(config)) {
    return (
      <ProfileValue
        {...{ ...row, onBlur, config }}
        ref={ref}
        value={state.saved}
        renderFooter={renderEmailNotice}
      />
    )
  }
  const error = isReadOnly ? undefined : getErrorText(state, config, messages)

  function change(next: ProfileFieldState['value'], problem?: string): void {
    const isMissing = next === null && isRequired && state.saved !== null
    state.set(next, problem ?? (isMissing ? messages.profile.required(label) : undefined))
  }

  return (
    <Field
      {...{ ...row, controlId, label }}
      ref={ref}
      description={
        // The notice about the pending address says more.
        email.pending && config.description === messages.profile.confirmsEmail
          ? undefined
          : config.description
      }
      required={isRequired}
      warning={error === undefined && readOnly ? readOnly : value === null ? undefined : warning}
      error={error}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) state.onBlur()
        onBlur?.(event)
      }}
      renderFooter={() => (
        <>
          {state.isConflict ? (
            <ConflictButtons state={state} controlId={controlId} />
          ) : (
            isHeld && <UndoButton undo={state.acceptServerValue} />
          )}
          {renderEmailNotice()}
        </>
      )}
    >
      {(control) => (
        <ProfileControl
          {...control}
          options={controlOptions}
          config={isHeld ? toEditable(config) : config}
          asStrings={asStrings}
          value={value}
          onChange={change}
          onWarning={setWarning}
        />
      )}
    </Field>
  )
})

/** Returns whether the host renders the control, also if it is read-only. */
function isCustom({ field }: ProfileFieldConfig): boolean {
  return typeof field === 'object' && field.type === 'custom'
}

interface ConflictButtonsProps {
  readonly state: ProfileFieldState
  readonly controlId: string
}

function ConflictButtons({ state, controlId }: ConflictButtonsProps): JSX.Element {
  const { profile: t } = useProfileMessages()
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

/** Returns the config of a field without the reason why it can't be changed. */
function toEditable(config: ProfileFieldConfig): ProfileFieldConfig {
  const { field } = config
  const editable = typeof field === 'object' ? { ...field, readOnly: undefined } : field
  return { ...config, field: editable, readOnly: undefined }
}

/** Renders a button that ends the edit of a field that became read-only. The control may be disabled then, so the form gets the focus. */
function UndoButton({ undo }: { readonly undo: () => void }): JSX.Element {
  const { profile: t } = useProfileMessages()
  return (
    <span className="ik-profile-choices">
      <Button
        onClick={({ currentTarget }) => {
          findEditor(currentTarget)?.focus()
          undo()
        }}
      >
        {t.undo}
      </Button>
    </span>
  )
}

function getErrorText(
  { isConflict, saved, error }: ProfileFieldState,
  config: ProfileFieldConfig,
  messages: Pick<Messages, 'profile'>,
): string | undefined {
  const { profile: t } = messages
  if (isConflict) return t.conflict(formatFieldValue(config, saved, messages))
  if (!error) return undefined
  if (error.isRefused) return config.readOnly ?? t.refused(config.label)
  return error.text ?? t.emailNotRequested
}
