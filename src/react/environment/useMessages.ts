'use client'
import { useContext } from 'react'
import { messages, type Messages, type PartialMessages } from '../../core/messages/messages.js'
import { mergeMessages } from '../../core/messages/sharedMessages.js'
import { MessagesContext } from './useSharedMessages.js'

const known = new WeakMap<PartialMessages, Messages>()

/** All words of the nearest provider; English without one. */
export function useMessages(): Messages {
  const patch = useContext(MessagesContext)?.patch
  if (!patch) return messages
  const t = known.get(patch) ?? mergeMessages(messages, patch)
  known.set(patch, t)
  return t
}
