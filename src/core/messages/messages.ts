import { accountMessages } from './accountMessages.js'
import { avatarMessages } from './avatarMessages.js'
import { languageMessages } from './languageMessages.js'
import { phoneMessages } from './phoneMessages.js'
import { profileMessages } from './profileMessages.js'
import { sharedMessages, type PatchOf } from './sharedMessages.js'
import { signUpMessages } from './signUpMessages.js'
import { traitMessages } from './traitMessages.js'

/** All texts of the kit, aria labels and announcements included. A text with a name or a number is a function. */
export type Messages = ReturnType<typeof createMessages>

/** Custom messages. Omitted keys keep their English text. */
export type PartialMessages = PatchOf<Messages>

/** The English messages. A page without a profile bundles only the shared ones. */
export const messages: Messages = /* @__PURE__ */ createMessages()

function createMessages() {
  return {
    ...sharedMessages,
    profile: profileMessages,
    phone: phoneMessages,
    avatar: avatarMessages,
    language: languageMessages,
    traits: traitMessages,
    account: accountMessages,
    signUp: signUpMessages,
  }
}
