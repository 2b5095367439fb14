import type { UserAdapter } from '../../core/adapter.js'
import { isLocked, type NotificationCatalog } from '../../core/preferences/catalog.js'
import { frequencies, getFrequency, type Frequency } from '../../core/preferences/frequencies.js'
import type { UnsubscribeTarget } from './unsubscribeChanges.js'

/** Returns whether messages of a frequency come less often than those of another. */
export const isRarer = (frequency: Frequency, other: Frequency): boolean =>
  frequencies.indexOf(frequency) > frequencies.indexOf(other)

/**
 * Creates the function that lists the frequencies of a message that are rarer than its default, for services with frequencies. Messages of a
 * locked channel and of an urgent type are always sent at once.
 */
export function createFrequencyList({
  adapter,
  catalog = [],
}: {
  readonly adapter: UserAdapter
  readonly catalog?: NotificationCatalog | undefined
}): (message: UnsubscribeTarget) => readonly Frequency[] {
  return ({ type, channel }) => {
    const { frequency: offered, urgent } = catalog.find(({ id }) => id === type) ?? {}
    if (urgent || isLocked(catalog, { type, channel })) return []
    if (!offered || adapter.preferences?.rules.frequency !== true) return []
    return offered.options.filter((option) => isRarer(option, getFrequency(offered)))
  }
}
