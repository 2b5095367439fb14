'use client'
import type { ChangeEntry } from '../../core/sync/changeLog.js'
import { formatNumber } from '../../core/numberFormat.js'
import type { StreakTexts } from '../../core/messages/streakMessages.js'
import { getStreakSettingKey, type StreakChange } from '../../core/streak/streakChanges.js'
import type { ShownStreakMetric } from '../../core/streak/streakMetrics.js'
import { getStreakSettingName } from '../../core/streak/streakTexts.js'
import { useLocale } from '../environment/useLocale.js'
import { useStreakMessages } from '../messages/useStreakMessages.js'
import { formatEnded, useSaveAnnouncer, type SaveAnnouncer } from '../saving/useSaveAnnouncer.js'
import { useStores } from '../store/stores.js'
import { isRefusedRule } from './isRefusedRule.js'
import { getStreakStores } from './streakStores.js'

/** Returns one announcement for all saves and failures of streak settings since the last one. */
export function useStreakAnnouncer(metrics: readonly ShownStreakMetric[]): SaveAnnouncer {
  const { settings } = getStreakStores(useStores('useStreakAnnouncer()'))
  const messages = useStreakMessages()
  const locale = useLocale()
  return useSaveAnnouncer(settings, (_, ended) => formatSaves(messages, locale, metrics, ended))
}

function formatSaves(
  messages: StreakTexts,
  locale: string,
  metrics: readonly ShownStreakMetric[],
  ended: readonly ChangeEntry<StreakChange>[],
): string {
  const { streak } = messages
  const name = (change: StreakChange) =>
    getStreakSettingName(
      messages,
      locale,
      metrics,
      getStreakSettingKey(change),
      'metric' in change && change.threshold === null,
    )
  const refused = ended.filter(isRefusedRule)
  const others = ended.filter((entry) => !refused.includes(entry))
  const parts = [
    ...formatEnded(messages, others, name, formatSaved),
    refused.length > 0 && streak.readOnly,
  ]
  return parts.filter(Boolean).join('. ')

  function formatSaved(change: StreakChange): string {
    if ('evaluationMode' in change)
      return streak.savedAs(name(change), streak.modes[change.evaluationMode])
    if ('metric' in change && change.threshold !== null)
      return streak.savedAs(name(change), formatNumber(locale, change.threshold))
    const isOn = 'enabled' in change ? change.enabled : 'day' in change && !change.isOff
    return (isOn ? messages.savedOn : messages.savedOff)(name(change))
  }
}
