import { useEffect, useState, type RefObject } from 'react'
import type { ProfileKey } from '../../core/user/profileDraft.js'
import { validateTrait } from '../../core/user/traitDraft.js'
import { useLocale } from '../../react/environment/useLocale.js'
import { useProfileMessages } from '../../react/messages/useProfileMessages.js'
import { useTraitMessages } from '../../react/messages/useTraitMessages.js'
import type { EmailChangeOptions } from '../../react/profile/useEmailChange.js'
import { isProfileDirty } from '../../react/profile/useProfilePart.js'
import { useProfileStore } from '../../react/profile/useProfileStore.js'
import { useStores } from '../../react/store/stores.js'
import { createValueStore } from '../../react/store/valueStore.js'
import { useFieldRegistry } from './useFieldRegistry.js'
import { getErrorText } from '../../core/messages/saveMessages.js'

/** Returns the profile of a form, its rendered fields, and the text of its live region. It doesn't render while the user types. */
export function useProfileForm(
  root: RefObject<HTMLFormElement | null>,
  emailChange: EmailChangeOptions,
) {
  const messages = useProfileMessages()
  const traitMessages = useTraitMessages()
  const locale = useLocale()
  const { profile: t } = messages
  const capabilities = useStores('ProfileEditor').capabilities()
  const asStrings = capabilities?.traits.values === 'string'
  const registry = useFieldRegistry()
  const [announcement] = useState(() => createValueStore(''))
  const announce = (text: string): void => void announcement.set(text)
  const [blockedKeys, setBlockedKeys] = useState<readonly ProfileKey[]>([])
  const profile = useProfileStore({
    ...emailChange,
    validate: (key, value) => {
      const { field, readOnly } = registry.find(key) ?? {}
      // A field that became read-only stays editable until its edit is saved or discarded.
      if (readOnly !== undefined) return { error: readOnly }
      if (typeof field !== 'object') return { value }
      return validateTrait(field, value, { messages: traitMessages, locale, asStrings })
    },
    isShown: registry.isEditable,
  })
  const { isOnline, state } = profile
  const isSaving = () => state.getSnapshot().saveStatus === 'saving'

  useEffect(() => {
    if (blockedKeys.length === 0) return
    root.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [root, blockedKeys])

  async function submit(): Promise<void> {
    if (isSaving() || !isProfileDirty(profile, state.getSnapshot())) return
    announce(isOnline ? '' : t.offline)
    const result = await profile.save()
    if (result.status === 'blocked') {
      setBlockedKeys([...result.keys])
      announce(t.checkFields(result.keys.length))
    } else if (result.status === 'failed') {
      if (isOnline) announce(t.notSaved(getErrorText(messages, result.error)))
    } else announce(result.status === 'requested' ? t.requestedEmail : t.saved)
  }

  function discard(): void {
    if (isSaving()) return
    profile.discard()
    announce(t.discarded)
  }

  return {
    profile,
    registry,
    asStrings,
    blockedCount: blockedKeys.filter(registry.isEditable).length,
    rules: { capabilities, messages, isEmailRequested: profile.email.isRequested },
    announcement,
    announce,
    submit,
    discard,
  }
}
