'use client'
import type { InputHTMLAttributes, JSX } from 'react'
import { checkField } from '../../core/user/checkField.js'
import { useMessages } from '../../react/environment/useMessages.js'
import type { ControlProps, ValueProps } from './controlProps.js'
import { useInputDraft } from './useInputDraft.js'

export interface TextInputProps
  extends
    ControlProps,
    ValueProps<string>,
    Pick<InputHTMLAttributes<HTMLInputElement>, 'autoComplete' | 'name' | 'readOnly'> {
  /** @default 'name' */
  readonly kind?: 'name' | 'email' | undefined
}

const most = 2048
const emailProps = {
  type: 'email',
  inputMode: 'email',
  autoCapitalize: 'off',
  spellCheck: false,
  dir: 'ltr',
} as const

/** A name or an email address; blanks around it are not saved. Renders an `<input>`. */
export function TextInput(props: TextInputProps): JSX.Element {
  const { value, onChange, kind = 'name', ...control } = props
  const { profile: t } = useMessages()
  const { raw, keep } = useInputDraft(value)

  function type(next: string): void {
    const wanted = next.trim()
    const checked = wanted === '' ? { value: null } : checkField(kind, wanted)
    const emitted = 'value' in checked ? checked.value : next
    keep(next, emitted)
    if ('value' in checked) onChange(checked.value, undefined)
    else onChange(next, wanted.length > most ? t.tooLong(most) : wrongText(kind, t))
  }

  return (
    <input
      {...control}
      {...(kind === 'email' ? emailProps : { type: 'text', dir: 'auto' })}
      className="ik-input"
      value={raw ?? value ?? ''}
      onChange={({ currentTarget }) => type(currentTarget.value)}
    />
  )
}

function wrongText(
  kind: 'name' | 'email',
  t: Readonly<Record<'wrongEmail' | 'wrongText', string>>,
): string {
  return kind === 'email' ? t.wrongEmail : t.wrongText
}
