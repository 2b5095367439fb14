'use client'
import type { JSX, ReactNode } from 'react'
import { usePreferenceMessages } from '../../react/messages/usePreferenceMessages.js'
import { SaveErrorSlotContext, type SaveErrorSlot } from '../ui/SaveErrorSlot.js'

/** Props of `PreferenceRowText`. */
export interface PreferenceRowTextProps {
  /** Shows the errors of the row's switches. Its id is the prefix of the ids of the texts: `-title`, `-help`, `-note` and `-default`. */
  readonly slot: SaveErrorSlot
  readonly label: string
  /** Whether the label is hidden from screen readers, because it is the name of the only switch. */
  readonly isLabelHidden?: boolean
  readonly description: string | undefined
  /** Why some switches can't be changed, one reason per line. */
  readonly notes?: readonly string[]
  /** How often the messages of the type come, beside the label. */
  readonly frequency?: ReactNode
  /** Shown after the errors. */
  readonly children?: ReactNode
}

/** Renders a `<span>` with the label and the help of a row, the errors of its switches, and the hidden description of unset ones. */
export function PreferenceRowText(props: PreferenceRowTextProps): JSX.Element {
  const { slot, label, isLabelHidden, description, notes = [], frequency, children } = props
  const { preferences: t } = usePreferenceMessages()
  const { id } = slot
  const title = (
    <span
      className="ik-preference-center-type-title"
      id={`${id}-title`}
      dir="auto"
      aria-hidden={isLabelHidden}
    >
      {label}
    </span>
  )
  return (
    <span className="ik-preference-center-type-text">
      {frequency ? (
        <span className="ik-preference-center-type-name">
          {title}
          <SaveErrorSlotContext.Provider value={slot}>{frequency}</SaveErrorSlotContext.Provider>
        </span>
      ) : (
        title
      )}
      {(description || notes.length > 0) && (
        <span className="ik-preference-center-type-help" id={`${id}-help`} dir="auto">
          {description && <span>{`${description} `}</span>}
          {notes.length > 0 && (
            <span id={`${id}-note`}>
              {notes.map((note) => (
                <span
                  key={note}
                  className={notes.length > 1 ? 'ik-preference-center-type-note' : undefined}
                  dir="auto"
                >
                  {`${note} `}
                </span>
              ))}
            </span>
          )}
        </span>
      )}
      <span className="ik-preference-center-type-notes">
        <span className="ik-preference-center-type-errors" ref={slot} />
        {children}
      </span>
      <span hidden id={`${id}-default`}>
        {t.byDefault}
      </span>
    </span>
  )
}
