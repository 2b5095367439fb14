import type { ReactNode } from 'react'
import type { Capabilities } from '../../core/capabilities.js'
import {
  getFieldEntry,
  userFields,
  type UserField,
  type UserFieldKind,
} from '../../core/user/fields.js'
import type { Messages } from '../../core/messages/messages.js'
import type { ProfileKey } from '../../core/user/profileDraft.js'
import type { User } from '../../core/user/user.js'
import type { TraitField } from '../fields/TraitInput.js'

/** A field of the user with a label or rules. */
export interface ProfileUserField {
  /** The name of the field. */
  readonly field: UserField
  /** @default the label in the messages */
  readonly label?: string | undefined
  /** A description below the control. */
  readonly description?: ReactNode
  /** Whether the field can be changed but not cleared. @default false */
  readonly required?: boolean | undefined
  /** Why the field can't be changed; `true` shows a general reason. @default false */
  readonly readOnly?: boolean | string | undefined
}

/** The name of a user field, a user field with a label or rules, or a trait. */
export type ProfileFieldInput = UserField | ProfileUserField | TraitField

/** A field of the editor with all its rules. */
export interface ProfileFieldConfig {
  readonly key: ProfileKey
  readonly field: UserField | TraitField
  readonly label: string
  readonly description: ReactNode
  readonly isRequired: boolean
  /** Why the field can't be changed, which may be empty. */
  readonly readOnly: string | undefined
}

/** A part of a form with many fields. */
export type ProfileSection = 'profile' | 'contact' | 'region' | 'more'

const sections: Readonly<Partial<Record<UserFieldKind, ProfileSection>>> = {
  email: 'contact',
  phone: 'contact',
  timezone: 'region',
  locale: 'region',
}

/** Returns the section that a field belongs to. */
export function getSection({ field }: ProfileFieldConfig): ProfileSection {
  return typeof field === 'object' ? 'more' : (sections[getFieldEntry(field).kind] ?? 'profile')
}

/** What decides the rules of a field. */
export interface ProfileFieldRules {
  readonly capabilities: Capabilities | undefined
  readonly messages: Pick<Messages, 'profile' | 'viewOnly'>
  /** Whether a new email is requested from the host instead of saved. */
  readonly isEmailRequested: boolean
}

/** Returns the config of a field from the host's input and the service's capabilities. */
export function getFieldConfig(
  input: ProfileFieldInput,
  rules: ProfileFieldRules,
): ProfileFieldConfig {
  const { capabilities, messages, isEmailRequested } = rules
  const { profile: t, viewOnly } = messages
  const options: ProfileUserField | TraitField =
    typeof input === 'string' ? { field: input } : input
  const { description, required = false } = options
  const own = options.readOnly === true ? t.readOnly : options.readOnly || undefined
  const readOnly = capabilities?.readOnly ? viewOnly : own
  if ('key' in options) {
    const isRequired = required || capabilities?.traits.clear === false
    const { key, label } = options
    return { key: `traits.${key}`, field: options, label, description, isRequired, readOnly }
  }
  const { field, label = t[field] } = options
  const support = capabilities?.fields[field]
  const isRequested = field === 'email' && isEmailRequested
  // Only the service decides about its dates.
  const reason = getFieldEntry(field).kind === 'date' ? '' : t.readOnly
  const isUnwritable = capabilities !== undefined && !support?.write && !isRequested
  return {
    key: field,
    field,
    label,
    description:
      description ?? (isRequested && readOnly === undefined ? t.confirmsEmail : undefined),
    isRequired: required || isRequested || support?.clear === false,
    readOnly: readOnly ?? (isUnwritable || reason === '' ? reason : undefined),
  }
}

/**
 * Returns the fields of an editor without `fields`: those that the service can write, and those that it returned. `name` replaces
 * `firstName` and `lastName`.
 */
export function defaultFields(
  user: User,
  { capabilities, isEmailRequested }: Omit<ProfileFieldRules, 'messages'>,
): readonly UserField[] {
  return userFields.filter((field) => {
    const support = capabilities?.fields[field]
    const isPartOfName = field === 'firstName' || field === 'lastName'
    if (!support || getFieldEntry(field).kind === 'date') return false
    if (isPartOfName && capabilities.fields.name) return false
    return support.write || user[field] !== undefined || (field === 'email' && isEmailRequested)
  })
}
