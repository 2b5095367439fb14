'use client'
import { createContext, useSyncExternalStore, type ReactNode, type RefObject } from 'react'
import { createPortal } from 'react-dom'

/** The element in the text of a row that shows the errors of its controls, so that no control moves. */
export const SaveErrorSlotContext = createContext<RefObject<HTMLElement | null> | undefined>(
  undefined,
)

/** Props of `InSaveErrorSlot`. */
export interface InSaveErrorSlotProps {
  readonly slot: RefObject<HTMLElement | null>
  readonly children: ReactNode
}

/** Renders its children inside the slot. */
export function InSaveErrorSlot({ slot, children }: InSaveErrorSlotProps): ReactNode {
  // React reads it again after the commit that attaches the element.
  const element = useSyncExternalStore(
    neverSubscribe,
    () => slot.current,
    () => null,
  )
  return element && createPortal(children, element)
}

const neverSubscribe = () => () => {}
