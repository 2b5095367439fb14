'use client'
import {
  memo,
  startTransition,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type MouseEvent,
} from 'react'
import type { TimezonePickerMessages } from '../../core/messages/timezonePickerMessages.js'
import { isOffsetKnown, timezoneOffsets } from '../../core/timezone/timezoneOffset.js'
import { useTimezonePickerMessages } from '../../react/messages/useTimezonePickerMessages.js'
import { useMinute } from '../../react/environment/useMinute.js'
import { Icon } from '../ui/Icon.js'
import { checkPath } from '../ui/iconPaths.js'
import { timezoneFacts } from './timezoneFacts.js'
import { TimezoneTime } from './TimezoneTime.js'
import { headingText } from './timezoneSections.js'
import { initialRows, type TimezonePickerState } from './useTimezonePicker.js'

/** Props of `TimezonePickerList`. */
export interface TimezonePickerListProps {
  readonly picker: TimezonePickerState
  readonly locale: string
}

/** The number of zones whose offsets are computed at once without Temporal, about 10 ms. */
const batchSize = 20

/** Renders a `<div>` with the open list of a picker, above the page and grouped by region while nothing is typed. */
export function TimezonePickerList({ picker, locale }: TimezonePickerListProps) {
  const { results, selected, highlightedIndex, getMenuProps, getItemProps } = picker
  const { sections } = results
  const { timezone: t } = useTimezonePickerMessages()
  const popup = usePopover()
  const minute = useMinute()
  const total = results.ids.length
  const { query } = results
  const [grown, setGrown] = useState({ query, rows: initialRows })
  const rows = grown.query === query ? grown.rows : initialRows
  // The active row may be the last one at once.
  if (highlightedIndex >= rows) setGrown({ query, rows: highlightedIndex + initialRows })
  /** Adds rows, unless the keys did so before React rendered this transition. */
  const grow = () =>
    setGrown((before) =>
      before.query === query && before.rows >= shown * 2 ? before : { query, rows: shown * 2 },
    )
  const shown = Math.min(total, rows)
  useOffsets(results.ids, shown, minute)
  return (
    <div ref={popup} className="ik-timezone-picker-popup">
      {sections.length === 0 && (
        <p className="ik-timezone-picker-none" aria-hidden="true">
          {noneText(picker, t)}
        </p>
      )}
      <div
        {...getMenuProps({ 'aria-label': t.list })}
        tabIndex={-1}
        className="ik-timezone-picker-list"
      >
        {sections.map(({ heading, ids, from }) => {
          if (from >= shown) return null
          const list = ids
            .slice(0, shown - from)
            .map((id, place) => (
              <Row
                key={id}
                id={id}
                index={from + place}
                isActive={from + place === highlightedIndex}
                isSelected={id === selected}
                total={total}
                hasOffset={isOffsetKnown(id, minute)}
                minute={minute}
                locale={locale}
                getItemProps={getItemProps}
              />
            ))
          if (heading === undefined) return list
          const name = headingText(heading, t)
          return (
            <div key={heading} role="group" aria-label={name}>
              <div className="ik-timezone-picker-heading" aria-hidden="true">
                {name}
              </div>
              {list}
            </div>
          )
        })}
        {shown < total && <EndOfRows key={shown} onNear={grow} />}
      </div>
    </div>
  )
}

/** Returns the sentence of a list without rows. */
export function noneText(
  { isLoading, results }: TimezonePickerState,
  t: TimezonePickerMessages,
): string {
  return isLoading ? t.searching : t.none(results.query)
}

interface RowProps {
  readonly id: string
  readonly index: number
  readonly isActive: boolean
  readonly isSelected: boolean
  /** The number of all rows, also of those that aren't rendered yet. */
  readonly total: number
  /** Whether the offset is already computed. */
  readonly hasOffset: boolean
  readonly minute: number
  readonly locale: string
  readonly getItemProps: TimezonePickerState['getItemProps']
}

const Row = memo(function Row(props: RowProps) {
  const { id, index, isActive, isSelected, total, minute, locale, getItemProps } = props
  const { timezone: t } = useTimezonePickerMessages()
  const facts = timezoneFacts(id, minute, locale, t, true)
  return (
    <div
      {...getItemProps({
        item: id,
        index,
        'aria-selected': isSelected,
        'aria-posinset': index + 1,
        'aria-setsize': total,
        onMouseMove: ignoreScrolling,
      })}
      className="ik-timezone-picker-option"
      data-active={isActive ? '' : undefined}
    >
      <span className="ik-timezone-picker-check">{isSelected && <Icon path={checkPath} />}</span>
      <span className="ik-timezone-picker-city">{`${facts.city} `}</span>
      <span className="ik-timezone-picker-country">{facts.country && `${facts.country} `}</span>
      <span className="ik-timezone-picker-time">
        <TimezoneTime {...facts} />
      </span>
      <bdi className="ik-timezone-picker-offset">{facts.offset}</bdi>
    </div>
  )
}, isSameRow)

/** Keeps the active row when it scrolls under a mouse that rests: browsers report that as a move by 0 pixels. */
function ignoreScrolling({ movementX, movementY, nativeEvent }: MouseEvent): void {
  if (!movementX && !movementY) Object.assign(nativeEvent, { preventDownshiftDefault: true })
}

/** Compares props except `getItemProps`, which is a new function with the same result at each key press. */
function isSameRow(before: RowProps, after: RowProps): boolean {
  return (Object.keys(before) as (keyof RowProps)[]).every(
    (key) => key === 'getItemProps' || before[key] === after[key],
  )
}

/**
 * Returns a ref for the list, which shows it as a popover, on a small touch screen together with the control around it. Without anchor
 * positioning, CSS puts it below the control.
 */
function usePopover() {
  const popup = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const isSheet = matchMedia('(max-width: 40rem) and (pointer: coarse)').matches
    const shown = isSheet ? popup.current?.parentElement : popup.current
    const canFloat = isSheet || CSS.supports('position-area', 'block-end')
    if (!shown || !canFloat || !('showPopover' in shown)) return undefined
    shown.setAttribute('popover', 'manual')
    shown.showPopover()
    return () => {
      if (shown.isConnected) shown.hidePopover()
      shown.removeAttribute('popover')
    }
  }, [])
  return popup
}

/** Renders a `<div>` after the rows, and calls `onNear` when less than half a screen of rows is before it. */
function EndOfRows({ onNear }: { readonly onNear: () => void }) {
  const end = useRef<HTMLDivElement>(null)
  const latest = useRef(onNear)
  useEffect(() => {
    latest.current = onNear
  })
  useEffect(() => {
    const { current } = end
    if (!current) return undefined
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting))
          startTransition(() => latest.current())
      },
      { root: current.parentElement, rootMargin: '50% 0px' },
    )
    observer.observe(current)
    return () => observer.disconnect()
  }, [])
  return <div ref={end} className="ik-timezone-picker-end" />
}

/** Computes the missing offsets of the first rows in batches: without Temporal one takes half a millisecond. */
function useOffsets(ids: readonly string[], count: number, minute: number): void {
  const [turn, setTurn] = useState(0)
  useEffect(() => {
    const missing = ids.slice(0, count).filter((id) => !isOffsetKnown(id, minute))
    if (missing.length === 0) return undefined
    const timer = setTimeout(() => {
      for (const id of missing.slice(0, batchSize)) timezoneOffsets(id, minute)
      setTurn(turn + 1)
    })
    return () => clearTimeout(timer)
  }, [ids, count, minute, turn])
}
