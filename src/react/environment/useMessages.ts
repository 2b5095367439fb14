'use client'
import { useContext } from 'react'
import { messages, type Messages, type PartialMessages } from '../../core/messages/messages.js'
import { mergeMessages } from '../../core/messages/sharedMessages.js'
import { MessagesContext } from './useSharedMessages.js'

const merged = new WeakMap<PartialMessages, Messages>()

/**
 * Returns all texts of the nearest provider, English without one.
 * @example
 * const { retry } = useMessages()
 */
export function useMessages(): Messages {
  const patch = useContext(MessagesContext)?.patch
  if (!patch) return messages
  const result = merged.get(patch) ?? mergeMessages(messages, patch)
  merged.set(patch, result)
  return result
}
