'use client'
import { useEffect, useRef, useState } from 'react'
import type { ChangeEntry } from '../core/changes.js'
import { preferenceName, type Messages } from '../core/messages.js'
import type { PreferenceChange, Preferences } from '../core/preferences.js'
import { useMessages } from './useMessages.js'
import { useStores } from './stores.js'

/** How long nothing must happen before something is said, in milliseconds. */
const quiet = 400

/** Puts into one sentence what was saved and what was not since the last one; empty while there is nothing to say. */
export function usePreferenceNews(): string {
  const { preferences: store } = useStores('usePreferenceNews()')
  const messages = useMessages()
  const [news, setNews] = useState('')
  const words = useRef(messages)
  useEffect(() => {
    words.current = messages
  })

  useEffect(() => {
    let ended: ChangeEntry<PreferenceChange>[] = []
    let timer: ReturnType<typeof setTimeout> | undefined
    const seen = new Set<string>()

    function listen(): void {
      const { log } = store.getSnapshot()
      const fresh = log.filter(
        ({ id, state }) => (state === 'saved' || state === 'failed') && !seen.has(`${id} ${state}`),
      )
      for (const { id, state } of fresh) seen.add(`${id} ${state}`)
      ended = [...ended, ...fresh]
      if (log.some(({ state }) => state === 'waiting')) setNews('')
      if (fresh.length === 0) return
      clearTimeout(timer)
      timer = setTimeout(tell, quiet)
    }

    function tell(): void {
      const { data, log } = store.getSnapshot()
      // More is on its way: it is told together.
      if (log.some(({ state }) => state === 'waiting' || state === 'sending')) return
      setNews(sentence(words.current, data, ended))
      ended = []
    }

    const unsubscribe = store.subscribe(listen)
    return () => {
      unsubscribe()
      clearTimeout(timer)
    }
  }, [store])

  return news
}

function sentence(
  messages: Messages,
  data: Preferences | undefined,
  ended: readonly ChangeEntry<PreferenceChange>[],
): string {
  const { preferences: words } = messages
  const changes = (state: string) =>
    ended.filter((entry) => entry.state === state).flatMap((entry) => entry.changes)
  const name = (change: PreferenceChange) => preferenceName(messages, data, change)
  const saved = changes('saved')
  const failed = changes('failed')
  const [one] = saved
  const [lost] = failed
  const parts = [
    one &&
      (saved.length > 1
        ? words.savedMany(saved.length)
        : (one.enabled ? words.savedOn : words.savedOff)(name(one))),
    lost &&
      (failed.length > 1 ? words.notSavedMany(failed.length) : words.notSavedNamed(name(lost))),
  ]
  return parts.filter(Boolean).join('. ')
}
