import { createAdminClient } from '../../src/server.js'
import { adapter } from './product.js'

const { users } = createAdminClient(adapter)

/** Copies the guest's data after the user was identified; the user's own values win. */
export async function copyGuestData(guestId: string, userId: string): Promise<void> {
  const [guest, user] = await Promise.all([users.get(guestId), users.get(userId)])
  await users.identify(userId, {
    timezone: user.timezone ?? guest.timezone,
    locale: user.locale ?? guest.locale,
    traits: { ...guest.traits, ...user.traits },
  })
}
