import type { PreferenceTarget, Preferences } from '../../core/preferences/preferences.js'
import { warnOnce } from '../../core/warnOnce.js'

/** Warns of a setting that the page doesn't have, which is mostly a misspelt id. */
export function checkTarget(
  data: Preferences | undefined,
  { type, channel }: PreferenceTarget,
): void {
  if (!data || type === undefined || data.types.length === 0) return
  const found = data.types.find(({ id }) => id === type)
  if (!found) {
    const ids = data.types.map(({ id }) => `"${id}"`).join(', ')
    warnOnce(
      `There is no notification type "${type}". Check its spelling, the catalog and the service: the types are ${ids}.`,
    )
    return
  }
  const channels = Object.keys(found.channels)
  if (channel === undefined || channels.length === 0 || channels.includes(channel)) return
  const list = channels.map((id) => `"${id}"`).join(', ')
  warnOnce(
    `The notification type "${type}" has no channel "${channel}". Check its spelling, the catalog and the service: its channels are ${list}.`,
  )
}
