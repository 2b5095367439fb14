'use client'
import { useCallback, useEffect, useRef, useState } from 'react'
import { isPending, type ChangeEntry } from '../../core/sync/changeLog.js'
import type { SaveMessages } from '../../core/messages/saveMessages.js'
import type { Store } from '../store/store.js'

/** How long saves must pause before they are announced together, in milliseconds. */
const announceDelay = 400

/** The text of a live region. */
export interface SaveAnnouncer {
  /** Empty while there is nothing to announce. */
  readonly announcement: string
  /** Announces a text, together with the next saves. */
  readonly announce: (text: string) => void
}

/** Returns one announcement for all saves and failures since the last one. */
export function useSaveAnnouncer<Data, Change>(
  store: Pick<Store<Data, Change>, 'subscribe' | 'getSnapshot'>,
  format: (data: Data | undefined, ended: readonly ChangeEntry<Change>[]) => string,
): SaveAnnouncer {
  const [announcement, setAnnouncement] = useState('')
  const latestFormat = useRef(format)
  const texts = useRef<string[]>([])
  const schedule = useRef(() => {})
  useEffect(() => {
    latestFormat.current = format
  })

  useEffect(() => {
    let ended: ChangeEntry<Change>[] = []
    let timer: ReturnType<typeof setTimeout> | undefined
    const seen = new Set<string>()

    function collect(): void {
      const { log } = store.getSnapshot()
      const entries = log.filter(
        (entry) => !isPending(entry) && !seen.has(`${entry.id} ${entry.state}`),
      )
      for (const { id, state } of entries) seen.add(`${id} ${state}`)
      ended = [...ended, ...entries]
      if (log.some(({ state }) => state === 'waiting')) setAnnouncement('')
      if (entries.length > 0) restart()
    }

    function restart(): void {
      clearTimeout(timer)
      timer = setTimeout(publish, announceDelay)
    }

    function publish(): void {
      const { data, log } = store.getSnapshot()
      // The pending changes are announced together with these.
      if (log.some(isPending)) return
      const parts = [...texts.current, latestFormat.current(data, ended)]
      setAnnouncement(parts.filter(Boolean).join('. '))
      texts.current = []
      ended = []
    }

    schedule.current = restart
    const unsubscribe = store.subscribe(collect)
    return () => {
      unsubscribe()
      clearTimeout(timer)
    }
  }, [store])

  const announce = useCallback((text: string) => {
    texts.current = [...texts.current, text]
    // Screen readers read an equal text again only after it was removed.
    setAnnouncement('')
    schedule.current()
  }, [])
  return { announcement, announce }
}

/** Returns a sentence for all saved changes, and one for all failed ones. One change is announced by its name, several by their number. */
export function formatEnded<Change>(
  t: SaveMessages,
  ended: readonly ChangeEntry<Change>[],
  name: (change: Change) => string,
  formatSaved: (change: Change) => string,
): string[] {
  function format(
    state: ChangeEntry<Change>['state'],
    one: (change: Change) => string,
    many: (count: number) => string,
  ): string[] {
    const changes = ended.filter((entry) => entry.state === state).map(({ change }) => change)
    return changes.length > 1 ? [many(changes.length)] : changes.map(one)
  }
  return [
    ...format('saved', formatSaved, t.savedMany),
    ...format('failed', (change) => t.notSavedNamed(name(change)), t.notSavedMany),
  ]
}
