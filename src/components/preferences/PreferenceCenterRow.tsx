'use client'
import {
  forwardRef,
  memo,
  useCallback,
  useId,
  useState,
  type HTMLAttributes,
  type JSX,
} from 'react'
import type { PreferenceTexts } from '../../core/messages/preferenceMessages.js'
import { getChannelLabel, getTypeLabel, getTypeName } from '../../core/messages/preferenceNames.js'
import type { Channel } from '../../core/preferences/channels.js'
import {
  findOutlineType,
  type PreferenceOutlineType,
} from '../../core/preferences/preferenceOutline.js'
import type { Preferences } from '../../core/preferences/preferences.js'
import type { RegisteredTypeId } from '../../core/preferences/registeredCatalog.js'
import { usePreferenceMessages } from '../../react/messages/usePreferenceMessages.js'
import { getOutlineSelector } from '../../react/preferences/outlineSelector.js'
import { outlineTopic } from '../../react/preferences/preferenceTopics.js'
import { usePreferenceSnapshot } from '../../react/preferences/usePreferenceSnapshot.js'
import { usePreferenceSummary } from '../../react/preferences/usePreferenceSummary.js'
import { useStores } from '../../react/store/stores.js'
import { partProps } from '../ui/partProps.js'
import { SaveErrorSlotContext, type SaveErrorSlot } from '../ui/SaveErrorSlot.js'
import { DisabledParents } from './DisabledParents.js'
import { usePreferenceCenterState } from './preferenceCenterState.js'
import { PreferenceRowTypeContext } from './preferenceRowType.js'
import { BulkSlot } from './BulkSlot.js'
import { PreferenceRowText } from './PreferenceRowText.js'
import { PreferenceSwitch } from './PreferenceSwitch.js'

/** Props of `PreferenceCenterRow`. */
export interface PreferenceCenterRowProps extends HTMLAttributes<HTMLTableRowElement> {
  /** The id of the notification type. @default the switches that turn a channel on or off for all types */
  readonly type?: RegisteredTypeId | undefined
}

/**
 * Renders a `<tr>` with the label of a type and a switch for each channel, or nothing for an unknown type. In a narrow container, a row
 * with more than two switches collapses to a summary.
 * @selector [data-open] the user expanded the row or used one of its switches
 * @selector [data-inline] the row has at most two switches and doesn't collapse
 * @example
 * <PreferenceCenter>
 *   <table>
 *     <tbody>
 *       <PreferenceCenterRow type="weekly-recap" />
 *     </tbody>
 *   </table>
 * </PreferenceCenter>
 */
export const PreferenceCenterRow = forwardRef<HTMLTableRowElement, PreferenceCenterRowProps>(
  function PreferenceCenterRow({ type, ...props }, ref): JSX.Element | null {
    const { frequency } = usePreferenceCenterState('PreferenceCenterRow')
    const messages = usePreferenceMessages()
    const stores = useStores('PreferenceCenterRow')
    const selectOutline = getOutlineSelector(stores)
    const { outline, name } = usePreferenceSnapshot(
      stores,
      (snapshot) => ({
        outline: selectOutline(snapshot),
        name: snapshot.data && getRowName(messages, snapshot.data, type),
      }),
      outlineTopic,
    )
    const id = useId()
    const [isOpen, setOpen] = useState(false)
    // An expanded row keeps the focused switch visible when the container becomes narrow.
    const onUse = useCallback(() => setOpen(true), [setOpen])
    const [slot] = useState<SaveErrorSlot>({ current: null, id })
    const row = outline && findOutlineType(outline, type)
    if (!outline || !row) return null
    const { channels, hasSetting, description } = row
    const { columns, hasSettingColumn } = outline
    const count = channels.length + Number(hasSetting)
    const isInline = count <= 2
    const notes = listNotes(messages, row)
    const cell = { type, noteId: notes.length > 0 ? `${id}-note` : undefined, onUse }
    return (
      <tr
        {...partProps('preference-center-row', props)}
        ref={ref}
        role="row"
        data-open={isOpen ? '' : undefined}
        data-inline={isInline ? count : undefined}
      >
        <th
          className="ik-preference-center-type"
          role="rowheader"
          scope="row"
          aria-labelledby={`${id}-title`}
        >
          {type !== undefined && <BulkSlot target={{ type }} />}
          <PreferenceRowText
            {...{ slot, description, notes }}
            label={name ?? getTypeLabel(messages, row)}
            frequency={
              row.hasFrequency &&
              frequency && (
                <PreferenceRowTypeContext.Provider value={type}>
                  {frequency}
                </PreferenceRowTypeContext.Provider>
              )
            }
          >
            {type !== undefined && (
              <DisabledParents
                prefix={id}
                type={type}
                channels={[undefined, ...channels]}
                moveFocus={focusRow}
              />
            )}
          </PreferenceRowText>
          {!isInline && (
            <Toggle
              {...{ id, type, isOpen }}
              isLoading={name === undefined}
              onToggle={() => setOpen(!isOpen)}
            />
          )}
        </th>
        <SaveErrorSlotContext.Provider value={slot}>
          {hasSetting && channels.length === 0 && !hasSettingColumn ? (
            <Cell {...cell} exists columns={Math.max(columns.length, 1)} />
          ) : (
            <>
              {columns.map((channel) => (
                <Cell
                  key={channel}
                  {...cell}
                  channel={channel}
                  exists={channels.includes(channel)}
                />
              ))}
              {hasSettingColumn && <Cell {...cell} exists={hasSetting} />}
            </>
          )}
        </SaveErrorSlotContext.Provider>
      </tr>
    )
  },
)

function getRowName(messages: PreferenceTexts, data: Preferences, type: string | undefined) {
  return type === undefined ? messages.preferences.channelsTitle : getTypeName(messages, data, type)
}

/** Returns why some switches of a row can't be changed. Several reasons name their channels. */
function listNotes(messages: PreferenceTexts, { reasons }: PreferenceOutlineType): string[] {
  const { preferences: t } = messages
  return reasons.map(({ kind, text, channels }) => {
    const reason = kind === 'locked' ? (text ?? t.locked) : t.conditional
    if (reasons.length === 1) return reason
    const names = channels.map((channel) => getColumnLabel(messages, channel))
    return t.channelReason(t.summary(names), reason)
  })
}

function getColumnLabel(messages: PreferenceTexts, channel: Channel | undefined): string {
  return channel === undefined
    ? messages.preferences.settingColumn
    : getChannelLabel(messages, channel)
}

interface CellProps {
  readonly type: string | undefined
  readonly channel?: Channel
  readonly exists: boolean
  /** The number of columns that it spans. */
  readonly columns?: number
  readonly noteId: string | undefined
  readonly onUse: () => void
}

/** Renders a cell with a switch, or an empty cell if the type has no such channel. It doesn't render with its row. */
const Cell = memo(function Cell({ type, channel, exists, columns, noteId, onUse }: CellProps) {
  const messages = usePreferenceMessages()
  if (!exists) return <td className="ik-preference-center-cell" role="cell" />
  return (
    <td
      className="ik-preference-center-cell"
      role="cell"
      colSpan={columns}
      // Focus events of the error in the texts of the row bubble here, too.
      onFocus={({ currentTarget, target }) => currentTarget.contains(target) && onUse()}
    >
      {columns === undefined && (
        <span className="ik-preference-center-cell-label" aria-hidden="true">
          {getColumnLabel(messages, channel)}
        </span>
      )}
      <PreferenceSwitch type={type} channel={channel} explainedBy={noteId} />
    </td>
  )
})

/** Moves the focus from a removed button to a switch of its row or, if the row is collapsed, to the button that expands it. */
function focusRow(button: HTMLElement): void {
  for (const control of ['[aria-expanded]', '[data-muted] [role]'])
    button.closest('tr')?.querySelector<HTMLElement>(control)?.focus()
}

interface ToggleProps {
  readonly id: string
  readonly type: string | undefined
  readonly isOpen: boolean
  readonly isLoading: boolean
  readonly onToggle: () => void
}

/** Renders the channels that are on and the button that expands the row. A component of its own, so that the row doesn't render with it. */
function Toggle({ id, type, isOpen, isLoading, onToggle }: ToggleProps): JSX.Element {
  const summary = usePreferenceSummary(type)
  if (isLoading) {
    return (
      <span className="ik-preference-center-waiting">
        <span className="ik-skeleton-text" />
      </span>
    )
  }
  return (
    <>
      <span className="ik-preference-center-summary" id={`${id}-summary`}>
        {summary}
      </span>
      <button
        type="button"
        className="ik-preference-center-toggle"
        aria-expanded={isOpen}
        aria-labelledby={`${id}-title`}
        aria-describedby={`${id}-summary`}
        onClick={onToggle}
      />
    </>
  )
}
