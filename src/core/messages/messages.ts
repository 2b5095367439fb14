import { accountMessages, type AccountMessages } from './accountMessages.js'
import { avatarMessages, type AvatarMessages } from './avatarMessages.js'
import { languageMessages, type LanguageMessages } from './languageMessages.js'
import { phoneMessages, type PhoneMessages } from './phoneMessages.js'
import { profileMessages, type ProfileMessages } from './profileMessages.js'
import { sharedMessages, type PatchOf, type SharedMessages } from './sharedMessages.js'
import { signUpMessages, type SignUpMessages } from './signUpMessages.js'
import { traitMessages, type TraitMessages } from './traitMessages.js'

/** Every string that the kit shows or announces: plain text, or a function where there is a name or a number. */
export interface Messages extends SharedMessages {
  readonly profile: ProfileMessages
  readonly phone: PhoneMessages
  readonly avatar: AvatarMessages
  readonly language: LanguageMessages
  readonly traits: TraitMessages
  readonly account: AccountMessages
  readonly signUp: SignUpMessages
}

/** Any part of the catalog: what it does not name stays as it is. */
export type PartialMessages = PatchOf<Messages>

/** English, built in; a page without a profile bundles only the shared ones. */
export const messages: Messages = /* @__PURE__ */ all()

function all(): Messages {
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
