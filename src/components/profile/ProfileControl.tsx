'use client'
import type { JSX } from 'react'
import { isLikelyTimezone } from '../../core/timezone/timezone.js'
import { getFieldEntry } from '../../core/user/fields.js'
import type { Json } from '../../core/json.js'
import type { User } from '../../core/user/user.js'
import { useDetectedTimezone } from '../../react/timezone/useDetectedTimezone.js'
import { useLocale } from '../../react/environment/useLocale.js'
import { AvatarControl, type AvatarControlProps } from '../avatar/AvatarControl.js'
import type { ControlProps, ValueProps } from '../fields/controlProps.js'
import { LanguageControl, type LanguageControlProps } from '../fields/LanguageControl.js'
import { PhoneControl, type PhoneControlProps } from '../fields/PhoneControl.js'
import type { ProfileFieldConfig } from './profileFieldConfig.js'
import { TextControl } from '../fields/TextControl.js'
import { TimezonePicker } from '../timezone/TimezonePicker.js'
import { TraitInput } from '../fields/TraitInput.js'

/** What the host gives the controls of a profile. */
export interface ProfileControlOptions {
  /** The languages that the product speaks, BCP 47 with `-` or `_`; each is saved as it is written here. @default the languages of CLDR */
  readonly locales?: LanguageControlProps['locales']
  /** ISO 3166, of numbers that are typed without a country code. @default the country of the time zone, else of the browser's languages */
  readonly phoneCountry?: PhoneControlProps['defaultCountry']
  /** Loads another size of libphonenumber-js, such as `() => import('libphonenumber-js/max')`. @default `min`, which cannot tell all wrong numbers */
  readonly phoneMetadata?: PhoneControlProps['metadata']
  /** Takes a picture to where it is served from. @default none: people give an address */
  readonly uploadAvatar?: AvatarControlProps['upload']
  /** What may be uploaded. @default PNG, JPEG, WebP and GIF up to 10 MB */
  readonly avatarLimits?: AvatarControlProps['limits']
  /** Lets people cut a picture before it is uploaded. */
  readonly renderCropper?: AvatarControlProps['renderCropper']
}

export interface ProfileControlProps extends ControlProps, ValueProps<Json> {
  readonly config: ProfileFieldConfig
  readonly options: ProfileControlOptions
  /** With what is typed in the other fields. */
  readonly user: User
  /** The service holds strings only in custom attributes. */
  readonly asStrings: boolean
  readonly onWarning: (text: string | undefined) => void
}

/** The control of one field. Renders what its kind needs. */
export function ProfileControl(props: ProfileControlProps): JSX.Element {
  const { config, options, user, asStrings, onWarning, ...control } = props
  const { field, readOnly, isRequired } = config
  const locale = useLocale()
  const detected = useDetectedTimezone()
  const isFixed = readOnly !== undefined
  const text = { ...control, value: typeof control.value === 'string' ? control.value : null }
  // What cannot be read aloud as a field of its own is disabled instead.
  const choice = { ...text, disabled: isFixed || control.disabled }
  if (typeof field === 'object') {
    const disabled = isFixed || control.disabled
    return <TraitInput {...control} disabled={disabled} field={field} asStrings={asStrings} />
  }
  const { kind, autoComplete } = getFieldEntry(field)
  switch (kind) {
    case 'text':
      return <TextControl {...text} autoComplete={autoComplete} readOnly={isFixed} />
    case 'email':
      return <TextControl {...text} type="email" autoComplete={autoComplete} readOnly={isFixed} />
    case 'phone':
      return (
        <PhoneControl
          {...text}
          readOnly={isFixed}
          defaultCountry={options.phoneCountry}
          timezone={user.timezone ?? (isLikelyTimezone(detected) ? detected : null)}
          metadata={options.phoneMetadata}
          onWarning={onWarning}
        />
      )
    case 'avatar':
      return (
        <AvatarControl
          {...choice}
          user={user}
          upload={options.uploadAvatar}
          limits={options.avatarLimits}
          renderCropper={options.renderCropper}
        />
      )
    case 'timezone':
      return <TimezonePicker {...choice} label={false} locale={locale} />
    case 'locale':
      return <LanguageControl {...choice} locales={options.locales} canClear={!isRequired} />
    case 'date':
    default:
      return <TextControl {...text} value={text.value?.slice(0, 10) ?? null} readOnly />
  }
}
