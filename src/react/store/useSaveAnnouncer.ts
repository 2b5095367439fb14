'use client'
import { useCallback, useEffect, useRef, useState } from 'react'
import { isPending, type ChangeEntry } from '../../core/sync/changeLog.js'
import type { Store } from './store.js'

/** How long nothing must happen before something is said, in milliseconds. */
const quiet = 400

export interface SaveAnnouncer {
  /** Empty while there is nothing to say. */
  readonly announcement: string
  /** Says something else together with the next news. */
  readonly announce: (text: string) => void
}

/** Puts into one sentence what was saved and what was not since the last one. */
export function useSaveAnnouncer<Data, Change>(
  store: Pick<Store<Data, Change>, 'subscribe' | 'getSnapshot'>,
  sentence: (data: Data | undefined, ended: readonly ChangeEntry<Change>[]) => string,
): SaveAnnouncer {
  const [announcement, setAnnouncement] = useState('')
  const format = useRef(sentence)
  const extra = useRef<string[]>([])
  const schedule = useRef(() => {})
  useEffect(() => {
    format.current = sentence
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
      if (log.some(({ state }) => state === 'waiting')) setAnnouncement('')
      if (fresh.length > 0) restart()
    }

    function restart(): void {
      clearTimeout(timer)
      timer = setTimeout(publish, quiet)
    }

    function publish(): void {
      const { data, log } = store.getSnapshot()
      // More is on its way: it is told together.
      if (log.some(isPending)) return
      setAnnouncement([...extra.current, format.current(data, ended)].filter(Boolean).join('. '))
      extra.current = []
      ended = []
    }

    schedule.current = restart
    const unsubscribe = store.subscribe(listen)
    return () => {
      unsubscribe()
      clearTimeout(timer)
    }
  }, [store])

  const announce = useCallback((text: string) => {
    extra.current = [...extra.current, text]
    // The same words are heard again only if they were gone.
    setAnnouncement('')
    schedule.current()
  }, [])
  return { announcement, announce }
}
