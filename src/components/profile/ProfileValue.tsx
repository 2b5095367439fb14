'use client'
import { createContext, forwardRef, useContext, useId, type HTMLAttributes, type JSX } from 'react'
import { checkAvatarUrl } from '../../core/user/avatarUrl.js'
import type { Json } from '../../core/json.js'
import { getFieldEntry } from '../../core/user/fields.js'
import { useProfileMessages } from '../../react/messages/useProfileMessages.js'
import { useLocale } from '../../react/environment/useLocale.js'
import { AvatarPicture } from '../avatar/AvatarPicture.js'
import { LanguageName } from '../fields/LanguageSelect.js'
import { PhoneText } from '../fields/PhoneControlOnDemand.js'
import { partProps } from '../ui/partProps.js'
import { formatFieldValue } from './formatFieldValue.js'
import { useProfileEditorState } from './profileEditorState.js'
import type { ProfileFieldConfig } from './profileFieldConfig.js'

/** The reason that a notice above the fields shows for all of them. */
export const SharedReasonContext = createContext<string | undefined>(undefined)

/** The props of `ProfileValue`. */
export interface ProfileValueProps extends Omit<HTMLAttributes<HTMLDivElement>, 'children'> {
  readonly config: ProfileFieldConfig
  /** The saved value; `null` is empty. */
  readonly value: Json
  /** Renders content below the texts. */
  readonly renderFooter: () => JSX.Element | null
}

/** Renders a `<div role="group">` with a field that can't be changed: its label, its value as text, and why. */
export const ProfileValue = forwardRef<HTMLDivElement, ProfileValueProps>(function ProfileValue(
  { config, value, renderFooter, ...props },
  ref,
): JSX.Element {
  const sharedReason = useContext(SharedReasonContext)
  const { label, description, readOnly } = config
  const id = useId()
  return (
    <div {...partProps('field', props)} ref={ref} role="group" aria-labelledby={id}>
      <span className="ik-field-label" id={id}>
        {label}
      </span>
      <div className="ik-field-body">
        <div className="ik-profile-value">
          <Value config={config} value={value} />
        </div>
        {description && <p className="ik-field-description">{description}</p>}
        {readOnly && readOnly !== sharedReason && (
          <p className="ik-field-description">{readOnly}</p>
        )}
        {renderFooter()}
      </div>
    </div>
  )
})

/** Renders a value as text or, for a picture, as an image. */
function Value({ config, value }: Pick<ProfileValueProps, 'config' | 'value'>): JSX.Element {
  const messages = useProfileMessages()
  const locale = useLocale()
  const { profile } = useProfileEditorState('ProfileField')
  const { field } = config
  const kind = typeof field === 'string' && getFieldEntry(field).kind
  if (kind === 'avatar') {
    const checked = checkAvatarUrl(typeof value === 'string' ? value : '')
    return <AvatarPicture user={profile.user} src={'url' in checked ? checked.url : undefined} />
  }
  const text = formatFieldValue(config, value, messages)
  if (text === null) return <span className="ik-profile-empty">{messages.profile.notSet}</span>
  if (kind === 'locale') return <LanguageName tag={text} />
  if (kind === 'phone') return <PhoneText number={text} />
  if (kind === 'date') return <DateText locale={locale} value={text} />
  return <bdi>{text}</bdi>
}

interface DateTextProps {
  readonly locale: string
  readonly value: string
}

/** Renders a `<time>` with the day of an instant. */
function DateText({ locale, value }: DateTextProps): JSX.Element {
  const date = new Date(value)
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })
  return (
    // The browser may write dates in another way than the server.
    <time dateTime={value} suppressHydrationWarning>
      {Number.isNaN(date.getTime()) ? value : format.format(date)}
    </time>
  )
}
