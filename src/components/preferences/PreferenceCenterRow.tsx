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
import {
  findOutlineType,
  type PreferenceOutlineType,
} from '../../core/preferences/preferenceOutline.js'
import type { Channel } from '../../core/preferences/channels.js'
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
import { PreferenceSwitch } from './PreferenceSwitch.js'
import { getChannelLabel, getTypeName } from '../../core/messages/preferenceNames.js'

/** Props of `PreferenceCenterRow`. */
export interface PreferenceCenterRowProps extends HTMLAttributes<HTMLTableRowElement> {
  /** The id of the notification type. */
  readonly type: RegisteredTypeId
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
  function PreferenceCenterRow({ type: typeId, ...props }, ref): JSX.Element | null {
    usePreferenceCenterState('PreferenceCenterRow')
    const messages = usePreferenceMessages()
    const stores = useStores('PreferenceCenterRow')
    const selectOutline = getOutlineSelector(stores)
    const { outline, name } = usePreferenceSnapshot(
      stores,
      (snapshot) => ({
        outline: selectOutline(snapshot),
        name: snapshot.data && getTypeName(messages, snapshot.data, typeId),
      }),
      outlineTopic,
    )
    const [isOpen, setOpen] = useState(false)
    const id = useId()
    // An expanded row keeps the focused switch visible when the container becomes narrow.
    const onUse = useCallback(() => setOpen(true), [setOpen])
    const [errors] = useState<SaveErrorSlot>({ current: null, id })
    const type = outline && findOutlineType(outline, typeId)
    if (!outline || !type) return null
    const note = getNote(messages, type)
    const isInline = type.channels.length + Number(type.hasSetting) <= 2
    const noteId = note ? `${id}-note` : undefined

    return (
      <tr
        {...partProps('preference-center-row', props)}
        ref={ref}
        role="row"
        data-open={isOpen ? '' : undefined}
        data-inline={isInline ? '' : undefined}
      >
        <th className="ik-preference-center-type" role="rowheader" scope="row">
          <span className="ik-preference-center-type-title" id={`${id}-title`}>
            {name ?? type.label ?? messages.preferences.unnamedType(typeId)}
          </span>
          <span className="ik-preference-center-type-text">
            {type.description && (
              <span className="ik-preference-center-type-description">{type.description}</span>
            )}
            <span className="ik-preference-center-type-errors" ref={errors} />
          </span>
          {note && (
            <span className="ik-preference-center-type-note" id={noteId}>
              {note}
            </span>
          )}
          <DisabledParents
            prefix={id}
            type={typeId}
            channels={[undefined, ...type.channels]}
            moveFocus={focusRow}
          />
          {!isInline && name === undefined && (
            <span className="ik-preference-center-waiting">
              <span className="ik-skeleton-text" />
            </span>
          )}
          {!isInline && name !== undefined && (
            <button
              type="button"
              className="ik-preference-center-toggle"
              aria-expanded={isOpen}
              aria-labelledby={`${id}-title ${id}-summary`}
              onClick={() => setOpen(!isOpen)}
            >
              <Summary typeId={typeId} id={`${id}-summary`} />
            </button>
          )}
        </th>
        <SaveErrorSlotContext.Provider value={errors}>
          {outline.hasSettings && (
            <Cell typeId={typeId} exists={type.hasSetting} noteId={noteId} onUse={onUse} />
          )}
          {outline.columns.map((channel) => (
            <Cell
              key={channel}
              typeId={typeId}
              channel={channel}
              exists={type.channels.includes(channel)}
              noteId={noteId}
              onUse={onUse}
            />
          ))}
        </SaveErrorSlotContext.Provider>
      </tr>
    )
  },
)

interface CellProps {
  readonly typeId: string
  readonly channel?: Channel
  readonly exists: boolean
  readonly noteId: string | undefined
  readonly onUse: () => void
}

/** Renders a cell with a switch, or an empty cell if the type has no such channel. It doesn't render with its row. */
const Cell = memo(function Cell({ typeId, channel, exists, noteId, onUse }: CellProps) {
  const messages = usePreferenceMessages()
  if (!exists) return <td className="ik-preference-center-cell" role="cell" />
  return (
    <td className="ik-preference-center-cell" role="cell" onFocus={onUse}>
      <span className="ik-preference-center-cell-label" aria-hidden="true">
        {channel === undefined
          ? messages.preferences.settingColumn
          : getChannelLabel(messages, channel)}
      </span>
      <PreferenceSwitch type={typeId} channel={channel} explainedBy={noteId} />
    </td>
  )
})

/** Moves the focus from a removed button to a switch of its row or, if the row is collapsed, to the button that expands it. */
function focusRow(button: HTMLElement): void {
  for (const control of ['[aria-expanded]', '[data-muted] [role]'])
    button.closest('tr')?.querySelector<HTMLElement>(control)?.focus()
}

/** Shows the channels that are on. A component of its own, so that the row doesn't render with it. */
function Summary({ typeId, id }: { readonly typeId: string; readonly id: string }): JSX.Element {
  const summary = usePreferenceSummary(typeId)
  return (
    <span className="ik-preference-center-summary" id={id}>
      {summary}
    </span>
  )
}

/** Returns why some switches of a type can't be changed, each reason once. */
function getNote(
  { preferences: t }: PreferenceTexts,
  { locks, isConditional }: PreferenceOutlineType,
): string {
  const reasons = locks.map((reason) => reason ?? t.locked)
  return [...reasons, ...(isConditional ? [t.conditional] : [])].join(' ')
}
