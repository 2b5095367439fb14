'use client'
import { createContext, useContext } from 'react'
import { messages, type Messages } from '../core/messages.js'

export const MessagesContext = createContext<Messages>(messages)

/** The words of the nearest provider; English without one. */
export function useMessages(): Messages {
  return useContext(MessagesContext)
}
