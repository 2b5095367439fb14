'use client'
import { forwardRef, type InputHTMLAttributes, type JSX, type ReactNode, type Ref } from 'react'
import { trimText } from '../../core/text.js'
import { checkTyped } from '../../core/user/checkText.js'
import { formatNumber } from '../../core/numberFormat.js'
import { useLocale } from '../../react/environment/useLocale.js'
import { useProfileMessages } from '../../react/messages/useProfileMessages.js'
import { joinIds, type ControlProps, type ValueProps } from './controlProps.js'
import { EmailSuggestion } from './EmailSuggestion.js'
import { getEmailErrorText } from './getEmailErrorText.js'
import { InputField, type InputProps } from './InputField.js'
import { useInputDraft } from './useInputDraft.js'

/** The props of `TextControl`. */
export interface TextControlProps
  extends
    ControlProps,
    ValueProps<string>,
    Pick<InputHTMLAttributes<HTMLInputElement>, 'autoComplete' | 'name' | 'readOnly'> {
  /** The kind of text, which decides the check and the keyboard. @default 'text' */
  readonly type?: 'text' | 'email' | undefined
  readonly inputRef?: Ref<HTMLInputElement> | undefined
}

const maxLength = 2048
const attributes = {
  text: { type: 'text', dir: 'auto' },
  // Chromium changes an international domain in an input of type `email`, ß into ss for example, which is another domain.
  email: {
    type: 'text',
    inputMode: 'email',
    autoCapitalize: 'off',
    spellCheck: false,
    dir: 'ltr',
  },
} as const

/** Renders an `<input>` for a name or an email address, and what was probably meant by a mistyped domain. Surrounding spaces stay in the input and are trimmed from the value. */
export function TextControl(props: TextControlProps): JSX.Element {
  const { value, onChange, type = 'text', inputRef, ...control } = props
  const { profile: t } = useProfileMessages()
  const locale = useLocale()
  const { text, keep } = useInputDraft(value)

  function change(typed: string): void {
    const trimmed = trimText(typed)
    const checked = trimmed === '' ? { value: null } : checkTyped(type, trimmed)
    const emitted = 'value' in checked ? checked.value : typed
    keep(typed, emitted)
    if ('value' in checked) onChange(checked.value, undefined)
    else if (trimmed.length > maxLength) onChange(typed, t.tooLong(formatNumber(locale, maxLength)))
    else onChange(typed, type === 'email' ? getEmailErrorText(t, typed) : t.wrongText)
  }

  const isEmail = type === 'email' && !control.readOnly
  const description = control['aria-describedby']
  return (
    <>
      <input
        {...control}
        {...attributes[type]}
        aria-describedby={joinIds(description, isEmail && `${control.id}-suggestion`)}
        ref={inputRef}
        className="ik-input"
        value={text ?? value ?? ''}
        onChange={({ currentTarget }) => change(currentTarget.value)}
      />
      {isEmail && <EmailSuggestion controlId={control.id} text={text} onAccept={change} />}
    </>
  )
}

/** The props of `TextInput`. */
export interface TextInputProps
  extends InputProps, Pick<TextControlProps, 'type' | 'autoComplete' | 'name' | 'readOnly'> {
  /** The visible label. */
  readonly label: ReactNode
}

/**
 * Renders a `<div>` with a labeled `<input>` for a name or an email address. The value is trimmed and checked by the rules of the profile;
 * `Did you mean ada@gmail.com?` and a button follow a mistyped domain.
 * It needs no provider. The ref, `id` and `aria-*` go to the `<input>`.
 * @example
 * const [email, setEmail] = useState<string | null>(null)
 * <TextInput type="email" label="Email" value={email} onChange={setEmail} />
 */
export const TextInput = forwardRef<HTMLInputElement, TextInputProps>(
  function TextInput(props, ref) {
    const { type, autoComplete, name, readOnly, ...field } = props
    return (
      <InputField {...field}>
        {(control) => (
          <TextControl inputRef={ref} {...control} {...{ type, autoComplete, name, readOnly }} />
        )}
      </InputField>
    )
  },
)
