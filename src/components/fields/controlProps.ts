/** What a field hands to its control: the names and states go to the element that takes the focus. */
export interface ControlProps {
  readonly id: string
  readonly 'aria-describedby'?: string | undefined
  readonly 'aria-invalid'?: true | undefined
  readonly 'aria-required'?: true | undefined
  readonly disabled?: boolean | undefined
}

/**
 * What every control of a profile takes besides: its value is the host's, `null` is empty. A value that cannot be saved is given
 * as it was typed, together with the sentence that says why.
 */
export interface ValueProps<Value> {
  readonly value: Value | null
  readonly onChange: (value: Value | null, problem?: string) => void
}
