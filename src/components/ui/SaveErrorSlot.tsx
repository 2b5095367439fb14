'use client'
import {
  createContext,
  useContext,
  useSyncExternalStore,
  type ReactNode,
  type RefObject,
} from 'react'
import { createPortal } from 'react-dom'

/** The element in the text of a row that shows the errors of its controls, so that no control moves. */
export const SaveErrorSlotContext = createContext<RefObject<HTMLElement | null> | undefined>(
  undefined,
)

/** Renders its children inside the slot of the row, or in place outside of a row. */
export function InSaveErrorSlot({ children }: { readonly children: ReactNode }): ReactNode {
  const slot = useContext(SaveErrorSlotContext)
  // React reads it again after the commit that attaches the element.
  const element = useSyncExternalStore(
    neverSubscribe,
    () => slot?.current,
    () => null,
  )
  return element ? createPortal(children, element) : !slot && children
}

const neverSubscribe = () => () => {}
