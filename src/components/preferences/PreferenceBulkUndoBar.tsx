'use client'
import { useCallback, useEffect, useRef, useState, type JSX } from 'react'
import { usePreferenceBulkMessages } from '../../react/messages/usePreferenceBulkMessages.js'
import type { UndoOffer } from '../../react/preferences/undoOffers.js'
import { usePreferenceSnapshot } from '../../react/preferences/usePreferenceSnapshot.js'
import { useStores } from '../../react/store/stores.js'
import { findFocusable, useFocusFallback } from '../ui/useFocusFallback.js'

/** How long an undo is offered, in milliseconds. */
const duration = 8000

/** Props of `PreferenceBulkUndoBar`. */
export interface PreferenceBulkUndoBarProps {
  readonly offer: UndoOffer
  /** Called when the time has passed, or nothing is left to undo. */
  readonly onEnd: () => void
  readonly onUndo: () => void
}

/** Renders a `<div>` with a button that undoes a change. */
export function PreferenceBulkUndoBar(props: PreferenceBulkUndoBarProps): JSX.Element {
  const { offer, onUndo } = props
  const stores = useStores('PreferenceBulkUndoBar')
  const { bulk: t } = usePreferenceBulkMessages()
  const count = usePreferenceSnapshot(stores, () => offer.save.countUndoable())
  const [hasPointer, setHasPointer] = useState(false)
  const [hasFocus, setHasFocus] = useState(false)
  const bar = useRef<HTMLDivElement>(null)
  const button = useFocusFallback<HTMLButtonElement>((removed) =>
    offer.control.getClientRects().length > 0 ? offer.control : findFocusable(removed),
  )
  const onEnd = useLatest(props.onEnd)
  useTimeout(onEnd, offer, hasPointer || hasFocus)
  useUndoKey(bar, useLatest(onUndo))
  const isEmpty = count === 0
  useEffect(() => {
    // It failed, or was changed again.
    if (isEmpty) onEnd()
  }, [isEmpty, onEnd])

  return (
    <div
      ref={bar}
      className="ik-preference-undo-bar"
      role="presentation"
      onPointerEnter={() => setHasPointer(true)}
      onPointerLeave={() => setHasPointer(false)}
      onFocus={() => setHasFocus(true)}
      onBlur={() => setHasFocus(false)}
    >
      <span dir="auto">{t[`${offer.kind}Many`](count)}</span>
      <button
        type="button"
        className="ik-link"
        aria-keyshortcuts="Control+Z Meta+Z"
        ref={button}
        onClick={onUndo}
      >
        {t.undo}
      </button>
    </div>
  )
}

/** Returns a function that keeps its identity and calls the one of the last render. */
function useLatest(call: () => void): () => void {
  const latest = useRef(call)
  useEffect(() => {
    latest.current = call
  })
  return useCallback(() => latest.current(), [])
}

/** Calls a function when the time of an offer has passed. It stops while paused. */
function useTimeout(onEnd: () => void, offer: UndoOffer, isPaused: boolean): void {
  const timed = useRef({ offer, left: duration })
  useEffect(() => {
    if (timed.current.offer !== offer) timed.current = { offer, left: duration }
    const { current } = timed
    const startedAt = Date.now()
    const timer = isPaused ? undefined : setTimeout(onEnd, current.left)
    return () => {
      clearTimeout(timer)
      if (!isPaused) current.left -= Date.now() - startedAt
    }
  }, [offer, isPaused, onEnd])
}

/** Calls a function for Ctrl+Z and Cmd+Z in the preference center, except in text fields, which have an undo of their own. */
function useUndoKey(bar: { readonly current: HTMLElement | null }, onUndo: () => void): void {
  useEffect(() => {
    const center = bar.current?.closest<HTMLElement>('.ik-preference-center')
    function handle(event: KeyboardEvent): void {
      const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey
      const isTyping = (event.target as Element).matches(
        'input:not([type="checkbox"], [type="radio"]), textarea, [contenteditable]',
      )
      if (!isUndo || isTyping || getLetter(event) !== 'z') return
      event.preventDefault()
      onUndo()
    }
    center?.addEventListener('keydown', handle)
    return () => center?.removeEventListener('keydown', handle)
  }, [bar, onUndo])
}

/** Returns the Latin letter of a key. On a keyboard without Latin letters, it is that of the place of the key. */
function getLetter({ key, code }: KeyboardEvent): string {
  const isLatin = /^[a-z]$/i.test(key)
  return (isLatin ? key : code.replace('Key', '')).toLowerCase()
}
