import { useState } from 'react'

interface Typed<Value> {
  readonly text: string
  /** What was made of it, and given away. */
  readonly emitted: Value
}

/**
 * What somebody typed, as they typed it, until the value becomes another than what was made of it: by a discard, or a choice made
 * elsewhere.
 */
export function useTyped<Value>(
  value: Value,
  format: (value: Value) => string,
): [text: string, keep: (text: string, emitted: Value) => void] {
  const [typed, setTyped] = useState<Typed<Value>>()
  const text = typed && typed.emitted === value ? typed.text : format(value)
  return [text, (next, emitted) => setTyped({ text: next, emitted })]
}
