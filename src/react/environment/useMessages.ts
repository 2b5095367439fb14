'use client'
import { useContext } from 'react'
import { memoize } from '../../core/memoize.js'
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
  return patch ? memoize(merged, patch, () => mergeMessages(messages, patch)) : messages
}
