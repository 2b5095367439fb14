'use client'
import { createContext, useContext } from 'react'
import { memoize } from '../../core/memoize.js'
import { mergeMessages } from '../../core/messages/mergeMessages.js'
import type { PartialMessages } from '../../core/messages/messages.js'
import { LocaleContext } from '../environment/useLocale.js'

/** The texts of the host. */
export const MessagesContext = createContext<PartialMessages | undefined>(undefined)

/** The merged texts by what they were merged from, so that they stay the same object. */
const merged = new WeakMap<object, WeakMap<object, object>>()

/** Returns the texts with those of a patch. */
function mergeOnce<Section extends object>(base: Section, patch: object | undefined): Section {
  if (!patch) return base
  const known = memoize(merged, base, () => new WeakMap<object, object>())
  return memoize(known, patch, () => mergeMessages<object>(base, patch)) as Section
}

/**
 * Creates a hook that returns some of the messages, in the language of the nearest provider and with its texts. Each feature has its own, in
 * a file of its own, so that a page bundles no messages of other features.
 */
export function createMessagesHook<Section extends object>(
  getDefaults: () => Section,
): () => Section {
  const defaults = getDefaults()
  return function useSection() {
    const patch = useContext(MessagesContext)
    const locale = useContext(LocaleContext)
    const texts = typeof locale === 'string' ? undefined : locale.messages
    return mergeOnce(mergeOnce(defaults, texts), patch)
  }
}
