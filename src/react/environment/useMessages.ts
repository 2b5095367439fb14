'use client'
import { useContext } from 'react'
import { messages, type Messages, type MessagesPatch } from '../../core/messages/messages.js'
import { withMessages } from '../../core/messages/sharedMessages.js'
import { MessagesContext } from './useSharedMessages.js'

const known = new WeakMap<MessagesPatch, Messages>()

/** All words of the nearest provider; English without one. */
export function useMessages(): Messages {
  const patch = useContext(MessagesContext)?.patch
  if (!patch) return messages
  const words = known.get(patch) ?? withMessages(messages, patch)
  known.set(patch, words)
  return words
}
