'use client'
import { createContext, useContext, useSyncExternalStore, type JSX, type ReactPortal } from 'react'
import { createPortal } from 'react-dom'

/** A ref of the element in the text of a row that shows the errors of its controls, so that no control moves. */
export interface SaveErrorSlot {
  current: HTMLElement | null
  /** The prefix of the ids of the row's texts. */
  readonly id: string
}

/** The slot of the row around a control. */
export const SaveErrorSlotContext = createContext<SaveErrorSlot | undefined>(undefined)

/** Props of `InSaveErrorSlot`. */
export interface InSaveErrorSlotProps {
  readonly renderError: () => JSX.Element
}

/** Renders an error inside the slot of the row, or in place outside of a row. */
export function InSaveErrorSlot({
  renderError,
}: InSaveErrorSlotProps): JSX.Element | ReactPortal | null {
  const slot = useContext(SaveErrorSlotContext)
  // React reads it again after the commit that attaches the element.
  const element = useSyncExternalStore(
    neverSubscribe,
    () => slot?.current,
    () => null,
  )
  if (element) return createPortal(renderError(), element)
  return slot ? null : renderError()
}

const neverSubscribe = () => () => {}
