'use client'
import {
  forwardRef,
  useEffect,
  useId,
  useImperativeHandle,
  useRef,
  useState,
  type FormHTMLAttributes,
  type HTMLAttributes,
  type ForwardedRef,
  type JSX,
  type ReactNode,
} from 'react'
import { errorText } from '../../core/messages/sharedMessages.js'
import type { ProfileKey } from '../../core/user/profileDraft.js'
import { validateTrait } from '../../core/user/traitDraft.js'
import type { EmailChangeOptions } from '../../react/profile/useEmailChange.js'
import { useLocale } from '../../react/environment/useLocale.js'
import { useMessages } from '../../react/environment/useMessages.js'
import { useProfile } from '../../react/profile/useProfile.js'
import { useStores } from '../../react/store/stores.js'
import { partProps } from '../ui/partProps.js'
import { ProfileActions } from './ProfileActions.js'
import type { ProfileControlOptions } from './ProfileControl.js'
import {
  ProfileEditorProvider,
  useProfileEditorState,
  type ProfileEditorState,
} from './profileEditorState.js'
import { defaultFields, fieldConfig, type ProfileFieldInput } from './profileFieldConfig.js'
import { ProfileFields } from './ProfileFields.js'
import type { TraitField } from '../fields/TraitInput.js'
import { useFieldRegistry } from './useFieldRegistry.js'

export interface ProfileEditorProps
  extends
    Omit<FormHTMLAttributes<HTMLFormElement>, 'onSubmit' | 'action' | 'method'>,
    EmailChangeOptions,
    ProfileControlOptions {
  /**
   * What is shown, in its order: fields of the user, with words or rules of the host where it wants, and custom attributes.
   * @default what the service holds
   */
  readonly fields?: readonly ProfileFieldInput[] | undefined
  /** Custom attributes, below the fields of the user. */
  readonly traits?: readonly TraitField[] | undefined
  /** The level of its title. @default 2 */
  readonly headingLevel?: ProfileEditorState['headingLevel'] | undefined
  /** In the place of the default layout. */
  readonly children?: ReactNode
}

/**
 * Lets people change what is known about them. What is typed waits for Save, which sends only what changed; nothing that is read
 * meanwhile discards it. Renders a `<form>`; children replace its default layout.
 * @selector [data-status="signed-out"] [data-status="loading"] [data-status="failed"] [data-status="unsupported"] [data-status="ready"] how its load went
 */
export const ProfileEditor = forwardRef<HTMLFormElement, ProfileEditorProps>(
  function ProfileEditor(props, ref): JSX.Element {
    const { userId } = useStores('ProfileEditor')
    // What one person typed is nothing of the next one's.
    return <Editor key={userId} {...props} forwarded={ref} />
  },
)

interface EditorProps extends ProfileEditorProps {
  readonly forwarded: ForwardedRef<HTMLFormElement>
}

function Editor({ forwarded, ...props }: EditorProps): JSX.Element {
  const { fields, traits = [], headingLevel = 2, children, ...others } = props
  const { onRequestEmailChange, pendingEmail, onCancelEmailChange, ...rest } = others
  const { locales, phoneCountry, phoneMetadata, uploadAvatar, avatarLimits, ...more } = rest
  const { renderCropper, ...form } = more
  const messages = useMessages()
  const locale = useLocale()
  const { profile: t } = messages
  const { capabilities } = useStores('ProfileEditor')
  const asStrings = capabilities()?.traits.values === 'string'
  const [said, say] = useState('')
  const [wasDirty, setWasDirty] = useState(false)
  const [blocked, setBlocked] = useState<readonly ProfileKey[]>([])
  const shown = useFieldRegistry()
  const root = useRef<HTMLFormElement>(null)
  const titleId = useId()
  useImperativeHandle(forwarded, () => root.current as HTMLFormElement, [])
  const profile = useProfile({
    onRequestEmailChange,
    pendingEmail,
    onCancelEmailChange,
    validate: (key, value) => {
      const field = shown.find(key)?.field
      if (typeof field !== 'object') return { value }
      return validateTrait(field, value, { messages, locale, asStrings })
    },
    isShown: shown.isOpen,
  })
  const { status, user, save, discard } = profile
  const rules = {
    capabilities: capabilities(),
    messages,
    isEmailRequested: profile.email.isRequested,
  }

  useEffect(() => {
    if (blocked.length === 0) return
    root.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [blocked])

  // What was said of an earlier save is not true of what is typed now.
  if (wasDirty !== profile.isDirty) {
    setWasDirty(profile.isDirty)
    if (profile.isDirty) say('')
  }
  if (said && said === t.offline && profile.isOnline) say('')

  async function submit(): Promise<void> {
    if (profile.saveStatus === 'saving' || !profile.isDirty) return
    say(profile.isOnline ? '' : t.offline)
    const result = await save()
    if (result.status === 'blocked') {
      setBlocked([...result.keys])
      say(t.checkFields(result.keys.length))
      return
    }
    if (result.status === 'failed') {
      if (profile.isOnline) say(t.notSaved(errorText(messages, result.error)))
      return
    }
    say(result.status === 'requested' ? t.requestedEmail : t.saved)
  }

  return (
    <ProfileEditorProvider
      value={{
        titleId,
        headingLevel,
        profile,
        fields: [...(fields ?? (user ? defaultFields(user, rules) : [])), ...traits],
        configOf: (input) => fieldConfig(input, rules),
        shown,
        controls: {
          locales,
          phoneCountry,
          phoneMetadata,
          uploadAvatar,
          avatarLimits,
          renderCropper,
        },
        asStrings,
        blocked: blocked.filter(shown.isOpen).length,
        say,
        discard: () => {
          if (profile.saveStatus === 'saving') return
          discard()
          say(t.discarded)
        },
      }}
    >
      <form
        aria-labelledby={titleId}
        {...partProps('profile-editor', form)}
        ref={root}
        tabIndex={-1}
        noValidate
        data-status={status}
        aria-busy={status === 'loading'}
        onSubmit={(event) => {
          // React tells of a form in a portal below, such as that of a dialog of the host's.
          if (event.target !== event.currentTarget) return
          event.preventDefault()
          // It may stand in a portal of a form of the host's.
          event.stopPropagation()
          void submit()
        }}
      >
        {children ?? (
          <>
            <ProfileHeader />
            <ProfileFields />
            <ProfileActions />
          </>
        )}
        <div role="status" className="ik-visually-hidden">
          {status === 'loading' ? t.loading : status === 'failed' ? t.loadFailed : said}
        </div>
      </form>
    </ProfileEditorProvider>
  )
}

export interface ProfileHeaderProps extends HTMLAttributes<HTMLElement> {}

/** Names the editor and says in a sentence what it is for; children replace the words. Renders a `<header>`. */
export const ProfileHeader = forwardRef<HTMLElement, ProfileHeaderProps>(function ProfileHeader(
  { children, ...props },
  ref,
): JSX.Element {
  const { profile: t } = useMessages()
  const { titleId, headingLevel } = useProfileEditorState('ProfileHeader')
  const Title = `h${headingLevel}` as 'h2'
  return (
    <header {...partProps('profile-header', props)} ref={ref}>
      <Title className="ik-profile-title" id={titleId}>
        {children ?? t.title}
      </Title>
      {!children && <p className="ik-profile-description">{t.description}</p>}
    </header>
  )
})
