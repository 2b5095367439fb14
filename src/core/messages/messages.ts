import { accountMessages } from './accountMessages.js'
import { avatarMessages } from './avatarMessages.js'
import { channelMessages } from './channelMessages.js'
import { languageMessages } from './languageMessages.js'
import type { PatchOf } from './mergeMessages.js'
import { phoneMessages } from './phoneMessages.js'
import { preferenceBulkMessages } from './preferenceBulkMessages.js'
import { preferenceMessages } from './preferenceMessages.js'
import { profileMessages } from './profileMessages.js'
import { pushMessages } from './pushMessages.js'
import { reachMessages } from './reachMessages.js'
import { saveMessages } from './saveMessages.js'
import { scheduleMessages } from './scheduleMessages.js'
import { signUpMessages } from './signUpMessages.js'
import { streakMessages } from './streakMessages.js'
import { timezoneMessages } from './timezoneMessages.js'
import { traitMessages } from './traitMessages.js'
import { unsubscribeMessages } from './unsubscribeMessages.js'

/** All texts of the kit, aria labels and announcements included. A text with a name or a number is a function. */
export type Messages = ReturnType<typeof createMessages>

/** Custom messages. Omitted keys keep their English text. */
export type PartialMessages = PatchOf<Messages>

/** The English messages of all features. The components bundle only those of their own feature. */
export const messages: Messages = /* @__PURE__ */ createMessages()

function createMessages() {
  return {
    ...saveMessages,
    ...channelMessages,
    preferences: preferenceMessages,
    bulk: preferenceBulkMessages,
    timezone: timezoneMessages,
    streak: streakMessages,
    schedule: scheduleMessages,
    profile: profileMessages,
    phone: phoneMessages,
    avatar: avatarMessages,
    language: languageMessages,
    traits: traitMessages,
    account: accountMessages,
    push: pushMessages,
    reach: reachMessages,
    signUp: signUpMessages,
    unsubscribe: unsubscribeMessages,
  }
}
