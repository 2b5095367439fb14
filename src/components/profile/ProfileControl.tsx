'use client'
import type { JSX } from 'react'
import { getFieldEntry } from '../../core/user/fields.js'
import type { Json } from '../../core/json.js'
import { getInitials } from '../../core/user/initials.js'
import type { User } from '../../core/user/user.js'
import { getDraftUser, useProfilePart } from '../../react/profile/useProfilePart.js'
import { useDeviceTimezone } from '../../react/timezone/useDeviceTimezone.js'
import { useLocale } from '../../react/environment/useLocale.js'
import { AvatarControlOnDemand } from '../avatar/AvatarControlOnDemand.js'
import type { AvatarControlProps } from '../avatar/AvatarInput.js'
import type { ControlProps, ValueProps } from '../fields/controlProps.js'
import { LanguageControl, type LanguageControlProps } from '../fields/LanguageSelect.js'
import type { PhoneControlProps } from '../fields/PhoneControl.js'
import { PhoneControlOnDemand } from '../fields/PhoneControlOnDemand.js'
import { useProfileEditorState } from './profileEditorState.js'
import type { ProfileFieldConfig } from './profileFieldConfig.js'
import { TextControl } from '../fields/TextInput.js'
import { TimezoneControl } from '../timezone/TimezoneControl.js'
import { TraitInput } from '../fields/TraitInput.js'

/** The options of the profile editor's controls. */
export interface ProfileControlOptions {
  /** The languages that the product supports, BCP 47 with `-` or `_`, saved as written. @default the languages of CLDR */
  readonly locales?: LanguageControlProps['locales']
  /** The country of phone numbers without a country code, ISO 3166. @default the country of the time zone, else of the browser's languages */
  readonly phoneCountry?: PhoneControlProps['defaultCountry']
  /** Loads another size of libphonenumber-js, such as `() => import('libphonenumber-js/max')`. @default `min`, which accepts some wrong numbers */
  readonly phoneMetadata?: PhoneControlProps['metadata']
  /** Uploads a picture. Without it, people enter the address of a picture. */
  readonly uploadAvatar?: AvatarControlProps['upload']
  /** The largest size and the media types of pictures. @default PNG, JPEG, WebP and GIF up to 10 MB */
  readonly avatarLimits?: AvatarControlProps['limits']
  /** Renders a cropper for the chosen picture before it is uploaded. */
  readonly renderCropper?: AvatarControlProps['renderCropper']
}

/** The props of `ProfileControl`. */
export interface ProfileControlProps extends ControlProps, ValueProps<Json> {
  readonly config: ProfileFieldConfig
  readonly options: ProfileControlOptions
  /** Whether the service stores traits as strings only. */
  readonly asStrings: boolean
  readonly onWarning: (text: string | undefined) => void
}

/** Renders the control of one field, by its kind. */
export function ProfileControl(props: ProfileControlProps): JSX.Element {
  const { config, options, asStrings, onWarning, ...control } = props
  const { field, readOnly, isRequired } = config
  const locale = useLocale()
  if (typeof field === 'object') {
    const disabled = readOnly !== undefined || control.disabled
    return <TraitInput {...control} disabled={disabled} field={field} asStrings={asStrings} />
  }
  const text = { ...control, value: typeof control.value === 'string' ? control.value : null }
  const { kind, autoComplete } = getFieldEntry(field)
  switch (kind) {
    case 'email':
      return <TextControl {...text} type="email" autoComplete={autoComplete} />
    case 'phone':
      return (
        <ProfilePhone
          {...text}
          defaultCountry={options.phoneCountry}
          metadata={options.phoneMetadata}
          onWarning={onWarning}
        />
      )
    case 'avatar':
      return (
        <ProfileAvatar
          {...text}
          upload={options.uploadAvatar}
          limits={options.avatarLimits}
          renderCropper={options.renderCropper}
        />
      )
    case 'timezone':
      return <TimezoneControl {...text} locale={locale} />
    case 'locale':
      return <LanguageControl {...text} locales={options.locales} canClear={!isRequired} />
    case 'text':
    case 'date':
    default:
      return <TextControl {...text} autoComplete={autoComplete} />
  }
}

/** Browsers that resist fingerprinting report it. */
const hiddenTimezone = 'Atlantic/Reykjavik'

/** Renders the control of a phone number, whose country follows the time zone of the form or of the device. */
function ProfilePhone(props: PhoneControlProps): JSX.Element {
  const { profile } = useProfileEditorState('ProfileField')
  const detected = useDeviceTimezone()
  const own = useProfilePart(profile, (state) => getDraftUser(profile, state)?.timezone)
  const timezone = own ?? (detected === hiddenTimezone ? null : detected)
  return <PhoneControlOnDemand {...props} timezone={timezone} />
}

/** Renders the control of the picture with the initials of the name in the form. */
function ProfileAvatar(props: AvatarControlProps): JSX.Element {
  const { profile } = useProfileEditorState('ProfileField')
  const user = useProfilePart(profile, (state) => getDraftUser(profile, state), reuseSameInitials)
  return <AvatarControlOnDemand {...props} user={user} />
}

/** Keeps the user while another name has the same initials. */
function reuseSameInitials(before: User | undefined, user: User | undefined): User | undefined {
  return before && user && before.id === user.id && getInitials(before) === getInitials(user)
    ? before
    : user
}
