import { createUserClient } from '../../src/core.js'
import { adapter } from './product.js'

const { users } = createUserClient(adapter)

/** On the server, where both ids are known to be one person's. */
export async function bringAlong(guestId: string, userId: string): Promise<void> {
  const { timezone, locale, traits } = await users.get(guestId)
  await users.identify(userId, { timezone, locale, traits })
}
