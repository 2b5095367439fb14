'use client'
import { messages, type Messages } from '../../core/messages/messages.js'
import { createMessagesHook } from './createMessagesHook.js'

/**
 * Returns all texts of the nearest provider, English without one. A page that calls it bundles the texts of every feature.
 * @example
 * const { retry } = useMessages()
 */
export const useMessages: () => Messages = /* @__PURE__ */ createMessagesHook(() => messages)
