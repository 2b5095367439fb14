import { useCombobox, type UseComboboxState, type UseComboboxStateChangeOptions } from 'downshift'
import {
  useDeferredValue,
  useEffect,
  useMemo,
  useState,
  type KeyboardEvent,
  type RefObject,
} from 'react'
import { timezoneCity, getTimezone } from '../../core/timezone/timezone.js'
import { timezoneFinder, timezoneSections } from './timezoneSections.js'

export interface TimezonePickerOptions {
  readonly inputId: string
  /** As it is stored: it may be an alias, or unknown. */
  readonly value: string | null
  readonly choose: (timezone: string) => void
  /** A likely zone of the device, offered first. */
  readonly detected: string | null
  readonly locale: string
  /** What is pressed outside of it closes the list. */
  readonly place: RefObject<HTMLElement | null>
}

type Changes = UseComboboxStateChangeOptions<string>
const changeTypes = useCombobox.stateChangeTypes

/** What is pressed, this hook sees for itself: Downshift does not see into a shadow root. */
const page =
  typeof window !== 'undefined' &&
  ({
    environment: {
      document: window.document,
      // Some pages of tests have it here only.
      Node: window.Node,
      addEventListener() {},
      removeEventListener() {},
    },
  } as const)

/** The combobox as a state machine: Downshift's, but nothing is chosen by leaving, and Esc never empties it. */
export function useTimezonePicker(options: TimezonePickerOptions) {
  const { inputId, value, choose, detected, locale, place } = options
  /** What was typed since it opened; before that the input shows what is chosen. */
  const [typed, setTyped] = useState<string>()
  const wanted = (typed ?? '').trim()
  const deferred = useDeferredValue(wanted)
  const selected = value ? (getTimezone(value)?.id ?? value) : null
  /** The first rows of an open list: they stay, so that no row slips under a finger or a key. */
  const [held, hold] = useState<readonly (string | null)[]>()
  const [first = null, second = null] = held ?? [detected, selected]
  const find = useMemo(() => timezoneFinder([first, second], locale), [first, second, locale])
  // A few rows are drawn with the letter; many must not hold it up.
  const isShort = find(wanted).ids.length < 50
  const rows = find(isShort ? wanted : deferred)

  function stateReducer(state: UseComboboxState<string>, { type, changes }: Changes) {
    const { InputClick, InputKeyDownEscape, InputKeyDownEnter, InputBlur } = changeTypes
    if (type === changeTypes.MenuMouseLeave || (type === InputClick && state.isOpen)) return state
    if (type === InputKeyDownEscape || type === InputBlur) {
      return { ...changes, selectedItem: state.selectedItem }
    }
    if (type === changeTypes.InputChange) {
      const text = changes.inputValue?.trim() ?? ''
      return { ...changes, highlightedIndex: text && find(text).ids.length > 0 ? 0 : -1 }
    }
    if (type !== InputKeyDownEnter) return changes
    // The rows on the screen may be those of the letter before.
    const chosen = find(wanted).ids[state.highlightedIndex]
    return { ...changes, selectedItem: chosen ?? state.selectedItem }
  }

  const combobox = useCombobox<string>({
    items: rows.ids as string[],
    itemToString: (id) => (id === null ? '' : timezoneCity(id)),
    inputId,
    ...page,
    selectedItem: selected,
    inputValue: typed ?? (value ? timezoneCity(value) : ''),
    stateReducer,
    onStateChange: ({ selectedItem, isOpen }) => {
      if (isOpen) hold([detected, selected])
      if (isOpen !== false) return
      hold(undefined)
      setTyped(undefined)
      // React 18 may reduce one choice twice, but it closes the list only once.
      if (selectedItem) choose(selectedItem)
    },
  })
  const { isOpen, closeMenu } = combobox
  useLeaving(isOpen, closeMenu, place)

  return {
    ...combobox,
    items: rows.ids,
    sections: useMemo(() => timezoneSections(rows), [rows]),
    selected,
    /** What the rows answer to. */
    query: rows.query,
    isTyping: typed !== undefined,
    type: setTyped,
    /** What Downshift must not hear: keys that belong to an input method, and Esc when there is no list to close. */
    guardKeys: ({ key, nativeEvent }: KeyboardEvent) => {
      if (isComposing(nativeEvent) || (key === 'Escape' && !isOpen)) {
        Object.assign(nativeEvent, { preventDownshiftDefault: true })
      }
    },
  }
}

/** Whether a key belongs to an input method; Safari says so by its code alone. */
function isComposing(event: globalThis.KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229
}

/** Dialogs hear Esc on the document, some before the page does: who has a list open must hear it first. */
function useLeaving(isOpen: boolean, close: () => void, place: RefObject<HTMLElement | null>) {
  useEffect(() => {
    if (!isOpen) return undefined
    const closed = new AbortController()
    const early = { capture: true, signal: closed.signal }
    const onKeyDown = (event: globalThis.KeyboardEvent) => {
      if (event.key !== 'Escape' || isComposing(event)) return
      event.preventDefault()
      event.stopPropagation()
      close()
    }
    const root = place.current?.getRootNode()
    const onPress = (event: Event) => {
      const path = event.composedPath()
      // Of what is pressed in a closed shadow root, only its host is told outside of it.
      const isUnknown = root instanceof ShadowRoot && root.host === path[0]
      if (place.current && !path.includes(place.current) && !isUnknown) close()
    }
    window.addEventListener('keydown', onKeyDown, early)
    for (const target of [window, root]) target?.addEventListener('pointerdown', onPress, early)
    return () => closed.abort()
  }, [isOpen, close, place])
}
