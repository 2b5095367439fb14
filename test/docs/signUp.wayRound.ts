import { createUserClient } from '../../src/core.js'
import { adapter } from './product.js'

const { users } = createUserClient(adapter)

/** On the server, where both ids are known to be one person's, once the user is identified: what is their own stays. */
export async function bringAlong(guestId: string, userId: string): Promise<void> {
  const [guest, user] = await Promise.all([users.get(guestId), users.get(userId)])
  await users.identify(userId, {
    timezone: user.timezone ?? guest.timezone,
    locale: user.locale ?? guest.locale,
    traits: { ...guest.traits, ...user.traits },
  })
}
