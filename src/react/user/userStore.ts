import { invalid } from '../../core/errors.js'
import {
  applyUserPatch,
  joinUserPatches,
  splitUserPatch,
  userPatchKey,
  type User,
  type UserPatch,
} from '../../core/user/user.js'
import { perUserStore } from '../store/perUserStore.js'
import type { SaveResult } from '../store/saveState.js'
import { createStore } from '../store/store.js'
import type { StoreContext } from '../store/storeContext.js'

const defaultTraits = { merge: 'deep' } as const

/** Returns the name of the field that a patch of one field or trait changes, as in `WriteReport.superseded`. */
function getUserOrderKey({ traits, ...fields }: UserPatch): string {
  return Object.keys(fields)[0] ?? `traits.${Object.keys(traits ?? {})[0]}`
}

/** Returns the saved value of the field or trait that a patch changes. */
function getUserValue(user: User, { traits, ...fields }: UserPatch): unknown {
  const [field] = Object.keys(fields)
  if (field !== undefined) return user[field as keyof User] ?? null
  return user.traits[Object.keys(traits ?? {})[0] ?? ''] ?? null
}

/** Returns the store of a user's fields and traits. Each change is a patch of one field or trait. */
export const getUserStore = /* @__PURE__ */ perUserStore(createUserStore)

function createUserStore(context: StoreContext) {
  const { userId, client, capabilities, onSaved, announceSave } = context
  const id = userId ?? ''
  const traits = () => capabilities()?.traits ?? defaultTraits
  const join = (patches: readonly UserPatch[]) => joinUserPatches(patches, traits())
  const user = createStore<User, UserPatch>(context, {
    resource: 'user',
    getKey: (patch) => userPatchKey(patch, traits()),
    getOrderKey: getUserOrderKey,
    getValue: getUserValue,
    isOrdered: () => capabilities()?.order === true,
    apply: (data, patch) => applyUserPatch(data, patch, traits()),
    read: (...input) => client().users.get(...input),
    send: (patches, _, request) =>
      client().users.update(id, join(patches), { ...request, source: 'profile' }),
    onSaved: (patches) => {
      onSaved({ resource: 'user', patch: join(patches) })
      announceSave('user')
    },
  })

  function updateUser(patch: UserPatch): Promise<SaveResult> {
    if (typeof patch !== 'object' || (patch as unknown) === null)
      return user.refuse(invalid('useUser().update', { patch: 'must be an object' }))
    return user.update(splitUserPatch(patch, traits()))
  }

  return {
    user,
    traits,
    updateUser,
    /** Dismisses the failed changes of a patch. */
    dismissUser: (patch: UserPatch): void => user.dismiss(splitUserPatch(patch, traits())),
  }
}
