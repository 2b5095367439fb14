import type { RegisteredDevice } from '../../core/user/user.js'
import { readStored, writeStored } from '../environment/readStored.js'
import { perUserStore } from '../store/perUserStore.js'
import type { Stores } from '../store/stores.js'
import { getUserKey } from '../store/writer.js'

/** Returns the record of the device that this browser registered for a user. */
export const getPushRecord = /* @__PURE__ */ perUserStore(createPushRecord)

/** Creates the record. Storage holds a hash of the token: a token itself lets its owner send messages. */
function createPushRecord({ page, client, userId }: Stores) {
  const key = userId ? `identikit:push:${getUserKey(client().id, userId)}` : undefined
  const read = () => (key === undefined ? undefined : readStored(page, key))

  return {
    /** The key of the storage; `undefined` while nobody is signed in. */
    key,
    isRecorded: (): boolean => read() !== undefined,
    /** Returns whether this browser registered a token. */
    has: async (token: string): Promise<boolean> =>
      read() !== undefined && read() === (await hashToken(token)),
    /** Records a token; `undefined` if none is registered any more. */
    write: async (token: string | undefined): Promise<void> => {
      const hash = token === undefined ? undefined : await hashToken(token)
      if (key !== undefined) writeStored(page, key, hash)
    },
    /** Returns the token of the device that this browser registered; `undefined` if it isn't among the devices. */
    find: async (devices: readonly RegisteredDevice[]): Promise<string | undefined> => {
      const hash = read()
      if (hash === undefined) return undefined
      for (const { token } of devices) if ((await hashToken(token)) === hash) return token
      return undefined
    },
  }
}

async function hashToken(token: string): Promise<string> {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token))
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
