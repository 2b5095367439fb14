import { useCombobox, type UseComboboxState, type UseComboboxStateChangeOptions } from 'downshift'
import { useDeferredValue, useEffect, useMemo, useState, type KeyboardEvent } from 'react'
import { isLikelyTimezone, listTimezones, timezoneCity, timezoneOf } from '../core/timezone.js'
import { deviceLocales, searchTimezones } from '../core/timezoneSearch.js'
import { useDetectedTimezone } from '../react/useDetectedTimezone.js'

export interface TimezonePickerOptions {
  readonly inputId: string
  /** As it is stored: it may be an alias, or unknown. */
  readonly value: string | null
  readonly choose: (timezone: string) => void
  readonly locale: string
}

/** A run of rows under one heading. */
export interface TimezoneSection {
  /** A region of the words, or `suggested`; without one there is no heading. */
  readonly heading: string | undefined
  readonly ids: readonly string[]
  /** The index of its first row among all. */
  readonly from: number
}

type Changes = UseComboboxStateChangeOptions<string>
const changeTypes = useCombobox.stateChangeTypes

/** The combobox as a state machine: Downshift's, but nothing is chosen by leaving, and Esc never empties it. */
export function useTimezonePicker({ inputId, value, choose, locale }: TimezonePickerOptions) {
  /** What was typed since it opened; before that the input shows what is chosen. */
  const [typed, setTyped] = useState<string>()
  const wanted = (typed ?? '').trim()
  const deferred = useDeferredValue(wanted)
  const detected = useDetectedTimezone()
  const selected = value ? (timezoneOf(value)?.id ?? value) : null
  const find = useMemo(
    () => finder(isLikelyTimezone(detected) ? detected : null, selected, locale),
    [detected, selected, locale],
  )
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
    selectedItem: selected,
    inputValue: typed ?? (value ? timezoneCity(value) : ''),
    stateReducer,
    onStateChange: ({ selectedItem, isOpen }) => {
      if (isOpen !== false) return
      setTyped(undefined)
      // React 18 may reduce one choice twice, but it closes the list only once.
      if (selectedItem) choose(selectedItem)
    },
  })
  const { isOpen, closeMenu } = combobox
  useEscape(isOpen, closeMenu)

  return {
    ...combobox,
    items: rows.ids,
    sections: useMemo(() => sectionsOf(rows), [rows]),
    selected,
    /** What the rows answer to. */
    query: rows.query,
    isTyping: typed !== undefined,
    type: setTyped,
    /** What Downshift must not hear: keys that belong to an input method, and Esc when there is no list to close. */
    guardKeys: ({ key, nativeEvent }: KeyboardEvent) => {
      const isComposing = nativeEvent.isComposing || nativeEvent.keyCode === 229
      if (isComposing || (key === 'Escape' && !isOpen)) {
        Object.assign(nativeEvent, { preventDownshiftDefault: true })
      }
    },
  }
}

/** Dialogs hear Esc on the document, some before the page does: who has a list open must hear it first. */
function useEscape(isOpen: boolean, close: () => void): void {
  useEffect(() => {
    if (!isOpen) return undefined
    const onKeyDown = (event: globalThis.KeyboardEvent) => {
      if (event.key !== 'Escape' || event.isComposing) return
      event.preventDefault()
      event.stopPropagation()
      close()
    }
    window.addEventListener('keydown', onKeyDown, true)
    return () => window.removeEventListener('keydown', onKeyDown, true)
  }, [isOpen, close])
}

interface TimezoneRows {
  readonly query: string
  readonly ids: readonly string[]
  /** How many of the first are suggestions. */
  readonly suggested: number
}

/** Finds rows and remembers its answers. */
function finder(detected: string | null, selected: string | null, locale: string) {
  const own = new Set([detected, selected].filter((id) => id !== null))
  const known = new Map<string, TimezoneRows>()
  return (query: string): TimezoneRows => {
    const answer = known.get(query) ?? { query, ...rows(query) }
    known.set(query, answer)
    return answer
  }

  function rows(query: string) {
    if (query === '') {
      const all = listTimezones().map(({ id }) => id)
      return { ids: [...new Set([...own, ...all])], suggested: own.size }
    }
    const text = query.toLowerCase()
    const unlisted = [...own].filter((id) => !timezoneOf(id) && id.toLowerCase().includes(text))
    const found = searchTimezones(query, { locale: [locale, ...deviceLocales()] })
    return { ids: [...unlisted, ...found.map(({ id }) => id)], suggested: 0 }
  }
}

function sectionsOf({ query, ids, suggested }: TimezoneRows): readonly TimezoneSection[] {
  const sections: { heading: string | undefined; ids: string[]; from: number }[] = []
  for (const [index, id] of ids.entries()) {
    const region = index < suggested ? 'suggested' : timezoneOf(id)?.region
    const heading = query === '' ? region : undefined
    const last = sections.at(-1)
    if (last && last.heading === heading) last.ids.push(id)
    else sections.push({ heading, ids: [id], from: index })
  }
  return sections
}
