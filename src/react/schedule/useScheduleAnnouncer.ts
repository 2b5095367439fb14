'use client'
import type { ScheduleTexts } from '../../core/messages/scheduleMessages.js'
import { isPaused, type Schedule } from '../../core/schedule/schedule.js'
import { useScheduleMessages } from '../messages/useScheduleMessages.js'
import { formatEnded, useSaveAnnouncer, type SaveAnnouncer } from '../saving/useSaveAnnouncer.js'
import { useStores } from '../store/stores.js'
import { getScheduleStore, type ScheduleChange } from './scheduleStore.js'

/**
 * Returns one announcement for all saves and failures of some keys of the schedule since the last one.
 * @param formatPause returns the sentence about a pause that ends then
 */
export function useScheduleAnnouncer(
  keys: readonly (keyof Schedule)[],
  formatPause: (pausedUntil: string) => string,
): SaveAnnouncer {
  const { store } = getScheduleStore(useStores('useScheduleAnnouncer()'))
  const messages = useScheduleMessages()
  return useSaveAnnouncer(store, (_, ended) =>
    joinSentences(
      formatEnded(
        messages,
        ended.filter(({ change }) => keys.includes(change.key)),
        (change) => getName(messages, change),
        (change) => formatSaved(messages, change, formatPause),
      ),
    ),
  )
}

function getName({ schedule: t }: ScheduleTexts, { key }: ScheduleChange): string {
  if (key === 'pausedUntil') return t.pauseTitle
  return key === 'enabled' ? t.enabled : t.hours
}

function formatSaved(
  messages: ScheduleTexts,
  change: ScheduleChange,
  formatPause: (pausedUntil: string) => string,
): string {
  const { key, value } = change
  const name = getName(messages, change)
  if (key === 'enabled') return (value === true ? messages.savedOn : messages.savedOff)(name)
  if (key !== 'pausedUntil') return messages.schedule.saved(name)
  const isCurrent = typeof value === 'string' && isPaused({ pausedUntil: value }, Date.now())
  return isCurrent ? formatPause(value) : messages.schedule.resumed
}

/** Joins texts with full stops, which some have already. */
function joinSentences(texts: readonly string[]): string {
  return texts
    .filter(Boolean)
    .map((text, index, all) =>
      index === all.length - 1 || /[.!?\u3002\u061f]$/.test(text) ? text : `${text}.`,
    )
    .join(' ')
}
