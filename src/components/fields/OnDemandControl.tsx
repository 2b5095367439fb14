'use client'
import { useEffect, useLayoutEffect, useRef, useState, type JSX } from 'react'
import { useOnDemand, type OnDemand } from '../ui/onDemand.js'
import { getRoot, isFocused } from '../ui/useFocusFallback.js'

/** What a control is rendered with until its module is loaded. */
export interface Meanwhile<Start> {
  /** What the person did so far. */
  readonly start: Start | undefined
  /** Keeps what the person did for the loaded control. */
  readonly onStart: (start: Start | undefined) => void
  /** Whether the module can't be loaded, so that this control stays. */
  readonly hasFailed: boolean
}

/** The props of `OnDemandControl`. */
export interface OnDemandControlProps<Part, Start> {
  /** The id of the element that has the focus, before and after the load. */
  readonly id: string
  readonly part: OnDemand<Part>
  readonly renderMeanwhile: (meanwhile: Meanwhile<Start>) => JSX.Element
  /** Renders the loaded control, which continues with what the person did before. */
  readonly renderLoaded: (part: Part, start: Start | undefined) => JSX.Element
}

/** React 18 logs a warning for each layout effect that it renders on a server. */
const useBrowserLayoutEffect = typeof document === 'undefined' ? useEffect : useLayoutEffect

/**
 * Renders a `<div>` with a control whose module is loaded after the first render, and with another one of the same size until then. The focus
 * stays in the control.
 */
export function OnDemandControl<Part, Start>(
  props: OnDemandControlProps<Part, Start>,
): JSX.Element {
  const { id, part, renderMeanwhile, renderLoaded } = props
  const loaded = useOnDemand(part)
  const [start, setStart] = useState<Start>()
  const [isComposing, setIsComposing] = useState(false)
  const root = useRef<HTMLDivElement>(null)
  const hasFocus = useRef(false)
  // A text that an input method composes would be lost with its input.
  const isReady = Boolean(loaded) && !isComposing
  useBrowserLayoutEffect(() => {
    if (!isReady || !hasFocus.current || !root.current || isFocused(root.current)) return
    getRoot(root.current).getElementById(id)?.focus()
  }, [isReady, id])
  return (
    <div
      ref={root}
      className="ik-contents"
      role="presentation"
      onFocus={() => {
        hasFocus.current = true
      }}
      onBlur={() => {
        hasFocus.current = false
      }}
      onCompositionStart={() => setIsComposing(true)}
      onCompositionEnd={() => setIsComposing(false)}
    >
      {loaded && isReady
        ? renderLoaded(loaded, start)
        : renderMeanwhile({ start, onStart: setStart, hasFailed: loaded === null })}
    </div>
  )
}
