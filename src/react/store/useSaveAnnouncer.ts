'use client'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { ChangeEntry } from '../../core/sync/changeLog.js'
import type { Store } from './store.js'

/** How long nothing must happen before something is said, in milliseconds. */
const quiet = 400

export interface News {
  /** Empty while there is nothing to say. */
  readonly news: string
  /** Says something else together with the next news. */
  readonly say: (text: string) => void
}

/** Puts into one sentence what was saved and what was not since the last one. */
export function useNews<Data, Change>(
  store: Pick<Store<Data, Change>, 'subscribe' | 'getSnapshot'>,
  sentence: (data: Data | undefined, ended: readonly ChangeEntry<Change>[]) => string,
): News {
  const [news, setNews] = useState('')
  const words = useRef(sentence)
  const said = useRef<string[]>([])
  const wait = useRef(() => {})
  useEffect(() => {
    words.current = sentence
  })

  useEffect(() => {
    let ended: ChangeEntry<Change>[] = []
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
      if (fresh.length > 0) restart()
    }

    function restart(): void {
      clearTimeout(timer)
      timer = setTimeout(tell, quiet)
    }

    function tell(): void {
      const { data, log } = store.getSnapshot()
      // More is on its way: it is told together.
      if (log.some(({ state }) => state === 'waiting' || state === 'sending')) return
      setNews([...said.current, words.current(data, ended)].filter(Boolean).join('. '))
      said.current = []
      ended = []
    }

    wait.current = restart
    const unsubscribe = store.subscribe(listen)
    return () => {
      unsubscribe()
      clearTimeout(timer)
    }
  }, [store])

  const say = useCallback((text: string) => {
    said.current = [...said.current, text]
    // The same words are heard again only if they were gone.
    setNews('')
    wait.current()
  }, [])
  return { news, say }
}
