import type { User } from '../../core/user/user.js'
import { createReadOnlyStore } from '../store/observedQuery.js'
import { perUserStore } from '../store/perUserStore.js'
import type { Stores } from '../store/stores.js'

/** Returns a store of the saved user, so that pages that change no user don't bundle `getUserStore`. */
export const getUserReader = /* @__PURE__ */ perUserStore(createUserReader)

function createUserReader(stores: Stores) {
  return createReadOnlyStore<User>(stores, 'user', (...input) =>
    stores.client().users.get(...input),
  )
}
