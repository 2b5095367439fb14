import { useCombobox, type UseComboboxState, type UseComboboxStateChangeOptions } from 'downshift'
import { useEffect, useMemo, useState, type KeyboardEvent, type RefObject } from 'react'
import type { findTimezones } from '../../core/timezone/findTimezones.js'
import { timezoneCity, getTimezone } from '../../core/timezone/timezone.js'
import { useTimezonePickerMessages } from '../../react/messages/useTimezonePickerMessages.js'
import { timezoneFacts } from './timezoneFacts.js'
import { timezoneFinder, type TimezoneChoice } from './timezoneSections.js'

/** Options of `useTimezonePicker`. */
export interface TimezonePickerOptions extends TimezoneChoice {
  readonly inputId: string
  /** The control; a press outside of it closes the list. */
  readonly place: RefObject<HTMLElement | null>
  /** What the person did before the picker was loaded. */
  readonly start?: PickerStart | undefined
}

/** What a person did in an input that the picker replaced. */
export interface PickerStart {
  /** The typed text; `undefined` if nothing was typed. */
  readonly text?: string | undefined
  /** Whether the list opens. */
  readonly isOpen: boolean
}

/** Milliseconds after the load of the search until what the first letter needs is prepared, if the list doesn't open before. */
const warmUpDelay = 50

/** The number of rows of the first paint, more than fit. More follow before the end of them is scrolled to. */
export const initialRows = 11

type Changes = UseComboboxStateChangeOptions<string>
const changeTypes = useCombobox.stateChangeTypes

/** Turns off the event listeners of Downshift, which doesn't see into shadow roots. `useDismiss` replaces them. */
const page =
  typeof window !== 'undefined' &&
  ({
    environment: {
      document: window.document,
      // Some test environments have no global `Node`.
      Node: window.Node,
      addEventListener() {},
      removeEventListener() {},
    },
  } as const)

/** The state and the prop getters of a time zone picker. */
export type TimezonePickerState = ReturnType<typeof useTimezonePicker>

/** Returns the state and props of the combobox. It is Downshift's, except that blur selects nothing and Esc doesn't clear it. */
export function useTimezonePicker(options: TimezonePickerOptions) {
  const { inputId, value, choose, detected, locale, place, start } = options
  /** The text typed since the list opened; `undefined` while the input shows the value. */
  const [typed, setTyped] = useState(start?.text)
  const query = (typed ?? '').trim()
  const selected = value ? (getTimezone(value)?.id ?? value) : null
  /** The suggestions of an open list, frozen so that rows don't move under the pointer. */
  const [frozen, setFrozen] = useState(() => (start?.isOpen ? [detected, selected] : undefined))
  const [first = null, second = null] = frozen ?? [detected, selected]
  /** The loaded search: `undefined` before, `null` after a failure. */
  const [loaded, setLoaded] = useState<typeof findTimezones | null>()
  const [search, setSearch] = useState(() => loaded)
  const find = useMemo(
    () => timezoneFinder([first, second], locale, search),
    [first, second, locale, search],
  )
  const results = find(query)

  function stateReducer(state: UseComboboxState<string>, { type, changes }: Changes) {
    const { InputClick, InputKeyDownEscape, InputKeyDownEnter, InputBlur } = changeTypes
    if (type === changeTypes.MenuMouseLeave || (type === InputClick && state.isOpen)) return state
    if (type === InputKeyDownEscape || type === InputBlur) {
      return { ...changes, selectedItem: state.selectedItem }
    }
    if (type === changeTypes.InputChange) {
      // The first row is active as soon as there is one.
      return { ...changes, highlightedIndex: changes.inputValue?.trim() ? 0 : -1 }
    }
    if (type !== InputKeyDownEnter) return changes
    const chosen = results.ids[state.highlightedIndex]
    return chosen ? { ...changes, selectedItem: chosen } : state
  }

  const load = () =>
    void import('../../core/timezone/findTimezones.js').then(
      (module) => setLoaded(() => module.findTimezones),
      () => setLoaded(null),
    )
  const t = useTimezonePickerMessages().timezone
  useEffect(() => {
    if (!loaded) return undefined
    // The first search builds the index of names, and the first rows load the names and offsets of the browser.
    const timer = setTimeout(() => {
      const preview = timezoneFinder([detected, selected], locale, loaded)
      const ids = [...preview('').ids.slice(0, initialRows), ...preview('a').ids.slice(0, 1)]
      for (const id of ids) timezoneFacts(id, Date.now(), locale, t)
    }, warmUpDelay)
    return () => clearTimeout(timer)
  }, [loaded, locale, detected, selected, t])

  const combobox = useCombobox<string>({
    items: results.ids as string[],
    itemToString: (id) => (id === null ? '' : timezoneCity(id)),
    inputId,
    ...page,
    initialIsOpen: start?.isOpen ?? false,
    ...(query && { initialHighlightedIndex: 0 }),
    selectedItem: selected,
    inputValue: typed ?? (value ? timezoneCity(value) : ''),
    stateReducer,
    // Downshift's own mixes up the two scroll margins.
    scrollIntoView: (row: HTMLElement | null) => row?.scrollIntoView({ block: 'nearest' }),
    onStateChange: ({ selectedItem, isOpen }) => {
      if (isOpen) {
        setFrozen([detected, selected])
        load()
      }
      if (isOpen !== false) return
      setFrozen(undefined)
      setTyped(undefined)
      // React 18 may run the reducer twice, but the list closes once.
      if (selectedItem) choose(selectedItem)
    },
  })
  const { isOpen, closeMenu, highlightedIndex, setHighlightedIndex } = combobox
  // Rows don't change while the user moves through them.
  if (search !== loaded && highlightedIndex < 1) setSearch(() => loaded)
  useDismiss(isOpen, closeMenu, place)

  return {
    ...combobox,
    results,
    /** Whether more rows may follow. */
    isLoading: loaded === undefined,
    load,
    selected,
    isTyping: typed !== undefined,
    type: setTyped,
    /** Keeps keys of an input method, of the text, and Esc while the list is closed, from Downshift. */
    guardKeys: ({ key, nativeEvent }: KeyboardEvent) => {
      const isText = /^(?:Home|End|Arrow(?:Left|Right))$/.test(key)
      const isOthers = isComposing(nativeEvent) || (key === 'Escape' && !isOpen)
      // A key that moves the caret returns to the text, so that Enter chooses no row (ARIA Authoring Practices).
      if (isText && !isOthers) setHighlightedIndex(-1)
      if (isText || isOthers) Object.assign(nativeEvent, { preventDownshiftDefault: true })
    },
  }
}

/** Returns whether a key belongs to an input method; Safari reports only key code 229. */
function isComposing(event: globalThis.KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229
}

/** Closes an open list on Esc and on a press outside. It listens on the window, since dialogs listen for Esc on the document. */
function useDismiss(isOpen: boolean, close: () => void, place: RefObject<HTMLElement | null>) {
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
      // Outside of a closed shadow root, the event path has only the host.
      const isInClosedRoot = root instanceof ShadowRoot && root.host === path[0]
      if (place.current && !path.includes(place.current) && !isInClosedRoot) close()
    }
    window.addEventListener('keydown', onKeyDown, early)
    for (const target of [window, root]) target?.addEventListener('pointerdown', onPress, early)
    return () => closed.abort()
  }, [isOpen, close, place])
}
