import type { UserField } from '../core/fields.js'
import type { Messages } from '../core/messages.js'
import type { TraitField } from '../core/traitFields.js'
import type { ProfileCheck } from '../react/useProfile.js'
import type { Json } from '../core/traits.js'

export async function validateTrait(
  _field: UserField | TraitField | undefined,
  value: Json,
  _messages: Messages,
): Promise<ProfileCheck> {
  return { value }
}
