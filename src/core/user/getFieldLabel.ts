import { getFieldEntry, type ProfileLabelField, type UserField } from './fields.js'
import type { Messages } from '../messages/messages.js'

/** Returns the label of a field of a user. */
export function getFieldLabel(messages: Messages, field: UserField): string {
  const { section } = getFieldEntry(field)
  return section ? messages[section].label : messages.profile[field as ProfileLabelField]
}
