import type { InputHTMLAttributes, JSX, Ref } from 'react'

/** Props of `StreakOption`. */
export interface StreakOptionProps extends InputHTMLAttributes<HTMLInputElement> {
  readonly type: 'radio' | 'checkbox'
  /** The visible text. */
  readonly text: string
  /** The accessible name. */
  readonly 'aria-label': string
  readonly inputRef?: Ref<HTMLInputElement> | undefined
}

/** Renders a `<label>` with a radio button or checkbox that fills it, behind the text. */
export function StreakOption({ text, inputRef, ...props }: StreakOptionProps): JSX.Element {
  return (
    <label className="ik-streak-option">
      <input {...props} ref={inputRef} className="ik-streak-option-input" form="ik-no-form" />
      <span className="ik-streak-option-text" aria-hidden="true">
        {text}
      </span>
    </label>
  )
}
