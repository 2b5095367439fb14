import { getPreferenceStore } from '../../../src/react/preferences/preferenceStore.js'
import { createStores } from '../../../src/react/store/stores.js'
import { getStreakStores } from '../../../src/react/streak/streakStores.js'
import { getUserStore } from '../../../src/react/user/userStore.js'

/** The result of `createAllStores`. */
export type AllStores = ReturnType<typeof createAllStores>

/** Creates the stores of a page that uses each of them. */
export function createAllStores(...input: Parameters<typeof createStores>) {
  const stores = createStores(...input)
  // The same object, by which the parts of a user's stores are found.
  return Object.assign(stores, {
    preferences: getPreferenceStore(stores),
    streak: getStreakStores(stores),
    ...getUserStore(stores),
  })
}
