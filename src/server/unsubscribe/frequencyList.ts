import type { UserAdapter } from '../../core/adapter.js'
import type { NotificationCatalog } from '../../core/preferences/catalog.js'
import { frequencies, getFrequency, type Frequency } from '../../core/preferences/frequencies.js'

/** Returns whether messages of a frequency come less often than those of another. */
export const isRarer = (frequency: Frequency, other: Frequency): boolean =>
  frequencies.indexOf(frequency) > frequencies.indexOf(other)

/** Creates the function that lists the frequencies of a type that are rarer than its default, for services with frequencies. */
export function createFrequencyList({
  adapter,
  catalog = [],
}: {
  readonly adapter: UserAdapter
  readonly catalog?: NotificationCatalog | undefined
}): (type: string) => readonly Frequency[] {
  return (type) => {
    const offered = catalog.find(({ id }) => id === type)?.frequency
    if (!offered || adapter.preferences?.rules.frequency !== true) return []
    return offered.options.filter((option) => isRarer(option, getFrequency(offered)))
  }
}
