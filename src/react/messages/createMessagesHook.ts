'use client'
import { createContext, useContext } from 'react'
import { memoize } from '../../core/memoize.js'
import { mergeMessages } from '../../core/messages/mergeMessages.js'
import type { PartialMessages } from '../../core/messages/messages.js'

/** The texts of the host. */
export const MessagesContext = createContext<PartialMessages | undefined>(undefined)

/**
 * Creates a hook that returns some of the messages, with the texts of the nearest provider. Each feature has its own, in a file of its own, so
 * that a page bundles no messages of other features.
 */
export function createMessagesHook<Section extends object>(
  getDefaults: () => Section,
): () => Section {
  const merged = new WeakMap<PartialMessages, Section>()
  const defaults = getDefaults()
  return function useSection() {
    const patch = useContext(MessagesContext)
    return patch
      ? memoize(merged, patch, () => mergeMessages<object>(defaults, patch) as Section)
      : defaults
  }
}
