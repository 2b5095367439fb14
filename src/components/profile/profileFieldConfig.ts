import type { ReactNode } from 'react'
import type { Capabilities } from '../../core/adapter.js'
import { getFieldEntry, userFields, type UserField } from '../../core/user/fields.js'
import { getFieldLabel } from '../../core/user/getFieldLabel.js'
import type { Messages } from '../../core/messages/messages.js'
import type { ProfileKey } from '../../core/user/profileDraft.js'
import type { User } from '../../core/user/user.js'
import type { TraitField } from '../fields/TraitInput.js'

/** One field of the user with words or rules of the host. */
export interface ProfileUserField {
  readonly field: UserField
  /** @default the words of the messages */
  readonly label?: string | undefined
  readonly description?: ReactNode
  /** It can be changed, and not be emptied. @default false */
  readonly required?: boolean | undefined
  /** Why the person cannot change it; `true` gives a general reason. @default false */
  readonly readOnly?: boolean | string | undefined
}

/** A field of the user by its name, with words of the host, or a custom attribute. */
export type ProfileFieldInput = UserField | ProfileUserField | TraitField

/** A field as the editor shows it. */
export interface ProfileFieldConfig {
  readonly key: ProfileKey
  readonly field: UserField | TraitField
  readonly label: string
  readonly description: ReactNode
  readonly isRequired: boolean
  /** Why it cannot be changed. */
  readonly readOnly: string | undefined
}

export interface ProfileFieldRules {
  readonly capabilities: Capabilities | undefined
  readonly messages: Messages
  /** An address is asked for, whoever may write it. */
  readonly isEmailRequested: boolean
}

/** Puts together what the host says of a field and what the service can do with it. */
export function fieldConfig(
  input: ProfileFieldInput,
  rules: ProfileFieldRules,
): ProfileFieldConfig {
  const { capabilities, messages, isEmailRequested } = rules
  const { profile: t } = messages
  if (typeof input === 'object' && 'key' in input) {
    const { key, label, description, required = false, readOnly } = input
    return {
      key: `traits.${key}`,
      field: input,
      label,
      description,
      isRequired: required || capabilities?.traits.clear === false,
      readOnly: reasonOf(readOnly, t.readOnly),
    }
  }
  const given: ProfileUserField = typeof input === 'string' ? { field: input } : input
  const { field, label = getFieldLabel(messages, field), description, required = false } = given
  const can = capabilities?.fields[field]
  const isAsked = field === 'email' && isEmailRequested
  const isFixed = capabilities !== undefined && !can?.write && !isAsked
  return {
    key: field,
    field,
    label,
    description,
    isRequired: required || isAsked || can?.clear === false,
    readOnly: reasonOf(given.readOnly, t.readOnly) ?? (isFixed ? t.readOnly : undefined),
  }
}

/**
 * What is shown where the host names no fields: what the service holds, a whole name rather than its halves. What can neither be changed
 * nor read says nothing to anybody.
 */
export function defaultFields(
  user: User,
  { capabilities, isEmailRequested }: Omit<ProfileFieldRules, 'messages'>,
): readonly UserField[] {
  return userFields.filter((field) => {
    const can = capabilities?.fields[field]
    const isPartOfName = field === 'firstName' || field === 'lastName'
    if (!can || getFieldEntry(field).kind === 'date') return false
    if (isPartOfName && capabilities.fields.name) return false
    return can.write || user[field] !== undefined || (field === 'email' && isEmailRequested)
  })
}

function reasonOf(readOnly: boolean | string | undefined, general: string): string | undefined {
  return readOnly === true ? general : readOnly || undefined
}
