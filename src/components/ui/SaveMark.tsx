'use client'
import type { JSX } from 'react'
import { useOnline } from '../../react/environment/useOnline.js'
import { useSaveMessages } from '../../react/messages/useSaveMessages.js'
import type { SaveStatus } from '../../react/store/saveState.js'

/** The value of `data-save`: how the last save went, or that a change waits until the browser is online. */
export type SaveMarkState = Exclude<SaveStatus, 'idle'> | 'waiting' | undefined

/** Returns the value of `data-save` for a status. */
export function useSaveMark(status: SaveStatus): SaveMarkState {
  const isOnline = useOnline(status === 'saving')
  if (status === 'idle') return undefined
  return isOnline ? status : 'waiting'
}

/** Props of `SaveMark`. */
export interface SaveMarkProps {
  readonly state: SaveMarkState
  /** The id of the text that describes a control whose change waits. */
  readonly id: string
}

/** Renders a `<span>` that the style sheet turns into a spinner, a check mark or a clock, by the `data-save` of an element around it. */
export function SaveMark({ state, id }: SaveMarkProps): JSX.Element | null {
  const { waiting } = useSaveMessages()
  if (!state) return null
  return (
    <>
      <span className="ik-save-mark" aria-hidden="true" />
      {state === 'waiting' && (
        <span className="ik-visually-hidden" id={id}>
          {waiting}
        </span>
      )}
    </>
  )
}
