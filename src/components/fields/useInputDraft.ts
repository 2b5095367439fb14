import { useState } from 'react'
import type { Json } from '../../core/json.js'

export interface Typed<Value> {
  /** What the person wrote, while the value is what came of it. */
  readonly raw: string | undefined
  /** What stood there before the person began. */
  readonly origin: Value | null
  readonly keep: (raw: string, emitted: Value | null) => void
  /** From now on the value itself is shown. */
  readonly forget: () => void
}

/** Remembers what was typed until the value changes to something else than what came of it, as by a discard or a refresh. */
export function useInputDraft<Value extends Json>(value: Value | null): Typed<Value> {
  const [own, setOwn] = useState<{
    readonly raw: string
    readonly emitted: Value | null
    readonly origin: Value | null
  }>()
  const isOwn = own !== undefined && Object.is(own.emitted, value)
  const origin = isOwn ? own.origin : value
  return {
    raw: isOwn ? own.raw : undefined,
    origin,
    keep: (raw, emitted) => setOwn({ raw, emitted, origin }),
    forget: () => setOwn(undefined),
  }
}
