'use client'
import type { JSX } from 'react'
import { useLocale } from '../react/useLocale.js'
import { TimezonePicker } from './TimezonePicker.js'
import { TextInput } from './TextInput.js'
import type { ControlProps, ValueProps } from './field.js'
import type { Json } from '../core/traits.js'
import type { User } from '../core/user.js'
import { autoComplete, type ProfileFieldConfig } from './profileFields.js'

/** What the host gives the controls of a profile. */
export interface ProfileControlOptions {
  /** The languages that the product speaks, BCP 47; each is saved as it is written here. @default the languages of CLDR */
  readonly locales?: readonly string[] | undefined
}

export interface ProfileControlProps extends ControlProps, ValueProps<Json>, ProfileControlOptions {
  readonly config: ProfileFieldConfig
  /** With what is typed in the other fields. */
  readonly user: User
  readonly onWarning: (text: string | undefined) => void
}

/** The control of one field. Renders what its kind needs. */
export function ProfileControl(props: ProfileControlProps): JSX.Element {
  const { config, user: _user, onWarning: _warn, locales: _locales, ...control } = props
  const { field, readOnly } = config
  const locale = useLocale()
  const isFixed = readOnly !== undefined
  const value = typeof control.value === 'string' ? control.value : null
  const text = { ...control, value }
  switch (field) {
    case 'name':
    case 'firstName':
    case 'lastName':
      return <TextInput {...text} autoComplete={autoComplete[field]} readOnly={isFixed} />
    case 'email':
      return <TextInput {...text} kind="email" autoComplete="email" readOnly={isFixed} />
    case 'timezone':
      return (
        <TimezonePicker
          {...text}
          label={false}
          locale={locale}
          disabled={isFixed || control.disabled}
        />
      )
    case 'phone':
    case 'avatar':
    case 'locale':
    case 'createdAt':
    default:
      return <TextInput {...text} readOnly={isFixed} />
  }
}
