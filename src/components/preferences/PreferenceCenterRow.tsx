'use client'
import { forwardRef, useId, useState, type HTMLAttributes, type JSX } from 'react'
import { channelName, typeName, type SharedMessages } from '../../core/messages/sharedMessages.js'
import type { PreferenceOutlineType } from '../../core/preferences/preferenceOutline.js'
import type { Channel } from '../../core/preferences/channels.js'
import { useSharedMessages } from '../../react/environment/useSharedMessages.js'
import { usePreferenceOutline } from '../../react/preferences/usePreferenceOutline.js'
import { usePreferenceSnapshot } from '../../react/preferences/usePreferenceSnapshot.js'
import { usePreferenceSummary } from '../../react/preferences/usePreferenceSummary.js'
import { partProps } from '../ui/partProps.js'
import { usePreferenceCenterState } from './preferenceCenterState.js'
import { PreferenceSwitch } from './PreferenceSwitch.js'

export interface PreferenceCenterRowProps extends HTMLAttributes<HTMLTableRowElement> {
  /** The id of the type. */
  readonly type: string
}

/**
 * Shows one type: its words, and a switch for each channel. Where it is narrow, a row of more than two switches is a summary
 * that opens. Renders a `<tr>`, and nothing for a type that is not there.
 * @selector [data-open] the person opened the narrow row, or used a switch of it
 * @selector [data-inline] it has so few switches that they stay in line
 */
export const PreferenceCenterRow = forwardRef<HTMLTableRowElement, PreferenceCenterRowProps>(
  function PreferenceCenterRow({ type: typeId, ...props }, ref): JSX.Element | null {
    usePreferenceCenterState('PreferenceCenterRow')
    const messages = useSharedMessages()
    const outline = usePreferenceOutline()
    const name = usePreferenceSnapshot(({ data }) => data && typeName(messages, data, typeId))
    const [isOpen, setOpen] = useState(false)
    const id = useId()
    const type = outline?.groups.flatMap(({ types }) => types).find((one) => one.id === typeId)
    if (!outline || !type) return null
    const note = noteOf(messages, type)
    const isInline = type.channels.length + Number(type.hasSetting) <= 2
    // A row in use is open, so that a page that becomes narrow does not hide what holds the focus.
    const onUse = () => setOpen(true)
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
          {type.description && (
            <span className="ik-preference-center-type-description">{type.description}</span>
          )}
          {note && (
            <span className="ik-preference-center-type-note" id={noteId}>
              {note}
            </span>
          )}
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

/** A cell that cannot exist is blank. */
function Cell({ typeId, channel, exists, noteId, onUse }: CellProps): JSX.Element {
  const messages = useSharedMessages()
  if (!exists) return <td className="ik-preference-center-cell" role="cell" />
  return (
    <td className="ik-preference-center-cell" role="cell" onFocus={onUse}>
      <span className="ik-preference-center-cell-label" aria-hidden="true">
        {channel === undefined
          ? messages.preferences.settingColumn
          : channelName(messages, channel)}
      </span>
      <PreferenceSwitch type={typeId} channel={channel} explainedBy={noteId} />
    </td>
  )
}

/** Renders when a channel of its row comes or goes, and lets the row be. */
function Summary({ typeId, id }: { readonly typeId: string; readonly id: string }): JSX.Element {
  const summary = usePreferenceSummary(typeId)
  return (
    <span className="ik-preference-center-summary" id={id}>
      {summary}
    </span>
  )
}

/** Why some of its switches cannot be changed, each reason once. */
function noteOf(
  { preferences: t }: SharedMessages,
  { locks, isConditional }: PreferenceOutlineType,
): string {
  const reasons = locks.map((reason) => reason ?? t.locked)
  return [...reasons, ...(isConditional ? [t.conditional] : [])].join(' ')
}
