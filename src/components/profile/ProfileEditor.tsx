'use client'
import { useComposedRefs } from '@radix-ui/react-compose-refs'
import {
  forwardRef,
  useEffect,
  useId,
  useRef,
  type FormHTMLAttributes,
  type HTMLAttributes,
  type RefObject,
} from 'react'
import { isDirty } from '../../core/user/profileDraft.js'
import type { EmailChangeOptions } from '../../react/profile/useEmailChange.js'
import { useProfilePart } from '../../react/profile/useProfilePart.js'
import { useLastUserId } from '../../react/profile/useLastUser.js'
import { useProfileMessages } from '../../react/messages/useProfileMessages.js'
import { useStores } from '../../react/store/stores.js'
import type { TraitField } from '../fields/TraitInput.js'
import { partProps, useRootProps } from '../ui/partProps.js'
import { ProfileActions } from './ProfileActions.js'
import type { ProfileControlOptions } from './ProfileControl.js'
import {
  ProfileEditorProvider,
  useProfileEditorState,
  type ProfileEditorState,
} from './profileEditorState.js'
import { defaultFields, getFieldConfig, type ProfileFieldInput } from './profileFieldConfig.js'
import { ProfileFields } from './ProfileFields.js'
import { keepDirtyFields } from './keepDirtyFields.js'
import { ProfileStatus } from './ProfileStatus.js'
import { useProfileForm } from './useProfileForm.js'

/** The props of `ProfileEditor`. */
export interface ProfileEditorProps
  extends
    Omit<FormHTMLAttributes<HTMLFormElement>, 'onSubmit' | 'action' | 'method'>,
    EmailChangeOptions,
    ProfileControlOptions {
  /**
   * The fields to edit, in order: names of user fields, user fields with a label or rules, and traits.
   * @default the fields that the service supports
   */
  readonly fields?: readonly ProfileFieldInput[] | undefined
  /** Traits to edit below the fields. */
  readonly traits?: readonly TraitField[] | undefined
  /** Called when the form gets its first unsaved change, and when none is left; for a router that asks before it leaves the page. */
  readonly onDirtyChange?: ((isDirty: boolean) => void) | undefined
  /** The level of the heading. @default 2 */
  readonly headingLevel?: ProfileEditorState['headingLevel'] | undefined
}

/**
 * Renders a `<form>` in which the signed-in user edits their profile. Save sends the changed fields only. Edits stay until they are saved
 * or discarded, also when the user is read again meanwhile; until then their fields stay editable and in place, and the browser asks before
 * it leaves the page. Ctrl+S or Cmd+S saves, too. Children replace the default layout.
 * @example
 * <ProfileEditor fields={['avatar', 'name', 'email', 'timezone']} />
 * @selector [data-status="signed-out"] [data-status="loading"] [data-status="failed"] [data-status="unsupported"] [data-status="ready"] the status of the load
 */
export const ProfileEditor = forwardRef<HTMLFormElement, ProfileEditorProps>(
  function ProfileEditor(props, ref) {
    const { userId } = useStores('ProfileEditor')
    // Resets the edits when the user changes, not while the session is loading again.
    return <Editor key={useLastUserId(userId)} {...props} ref={ref} />
  },
)

const Editor = forwardRef<HTMLFormElement, ProfileEditorProps>(
  function Editor(props, forwardedRef) {
    const { fields, traits = [], headingLevel = 2, children, ...others } = props
    const { onRequestEmailChange, pendingEmail, onCancelEmailChange, ...rest } = others
    const { locales, phoneCountry, phoneMetadata, uploadAvatar, avatarLimits, ...more } = rest
    const { renderCropper, onDirtyChange, ...attributes } = more
    const titleId = useId()
    const root = useRef<HTMLFormElement>(null)
    const ref = useComposedRefs(root, forwardedRef)
    const form = useProfileForm(root, { onRequestEmailChange, pendingEmail, onCancelEmailChange })
    const { rules, submit, ...state } = form
    useSaveShortcut(root)
    const { status, user } = form.profile
    const controls = { locales, phoneCountry, phoneMetadata, uploadAvatar, avatarLimits }
    const getConfig = (input: ProfileFieldInput) => getFieldConfig(input, rules)
    const { registry } = state
    const listed = [...(fields ?? (user ? defaultFields(user, rules) : [])), ...traits]
    const { profile } = form
    const shown = useProfilePart(
      profile,
      ({ draft }) =>
        keepDirtyFields(registry.getShown(), listed, {
          getKey: (input) => getConfig(input).key,
          isDirty: (key) => user !== undefined && isDirty(user, draft, key),
        }),
      (before, next) => (before && isSameList(before, next) ? before : next),
    )
    useEffect(() => registry.setShown(shown))

    return (
      <ProfileEditorProvider
        value={{
          ...state,
          titleId,
          headingLevel,
          fields: shown,
          getConfig,
          controlOptions: { ...controls, renderCropper },
        }}
      >
        <form
          aria-labelledby={titleId}
          {...useRootProps('profile-editor', attributes)}
          ref={ref}
          tabIndex={-1}
          noValidate
          data-status={status}
          aria-busy={status === 'loading'}
          onSubmit={(event) => {
            // React also bubbles the submit of a form in a portal inside this one, and of this one to a form around its portal.
            if (event.target !== event.currentTarget) return
            event.preventDefault()
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
          <ProfileStatus onDirtyChange={onDirtyChange} />
        </form>
      </ProfileEditorProvider>
    )
  },
)

function isSameList<Item>(one: readonly Item[], other: readonly Item[]): boolean {
  return one.length === other.length && one.every((item, index) => item === other[index])
}

/** Submits a form on Ctrl+S and Cmd+S in it. */
function useSaveShortcut(root: RefObject<HTMLFormElement | null>): void {
  useEffect(() => {
    const form = root.current
    function onKeyDown(event: KeyboardEvent): void {
      const { key, code, ctrlKey, metaKey, altKey, shiftKey } = event
      // On keyboards without Latin letters, the place of the key counts.
      const isS = key > '~' ? code === 'KeyS' : key === 's'
      if (!isS || altKey || shiftKey || ctrlKey === metaKey) return
      event.preventDefault()
      form?.requestSubmit()
    }
    form?.addEventListener('keydown', onKeyDown)
    return () => form?.removeEventListener('keydown', onKeyDown)
  }, [root])
}

/** The props of `ProfileHeader`. */
export interface ProfileHeaderProps extends HTMLAttributes<HTMLElement> {}

/**
 * Renders a `<header>` with the heading and description of the profile editor. Children replace the texts.
 * @example
 * <ProfileEditor>
 *   <ProfileHeader>Your account</ProfileHeader>
 *   <ProfileFields />
 *   <ProfileActions />
 * </ProfileEditor>
 */
export const ProfileHeader = forwardRef<HTMLElement, ProfileHeaderProps>(function ProfileHeader(
  { children, ...props },
  ref,
) {
  const { profile: t } = useProfileMessages()
  const { titleId, headingLevel } = useProfileEditorState('ProfileHeader')
  const Heading = `h${headingLevel}` as 'h2'
  return (
    <header {...partProps('profile-header', props)} ref={ref}>
      <Heading className="ik-profile-title" id={titleId}>
        {children ?? t.title}
      </Heading>
      {!children && (
        <p className="ik-profile-description" dir="auto">
          {t.description}
        </p>
      )}
    </header>
  )
})
