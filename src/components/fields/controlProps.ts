import type { AriaAttributes } from 'react'

/** The attributes that `Field` passes to its control. They belong on the element that takes the focus. */
export interface ControlProps extends AriaAttributes {
  readonly id: string
  readonly disabled?: boolean | undefined
}

/** The props of a controlled input. */
export interface ValueProps<Value> {
  /** The value; `null` is empty. */
  readonly value: Value | null
  /**
   * Called with every change. A value that can't be saved is passed as it was typed, together with an error message for the person.
   */
  readonly onChange: (value: Value | null, error?: string) => void
}

/** Returns the ids of the elements that describe a control as one attribute. */
export function joinIds(...ids: readonly (string | false | undefined)[]): string | undefined {
  return ids.filter(Boolean).join(' ') || undefined
}
