'use client'
import { useRef, useState, type JSX, type Ref } from 'react'
import { trimText } from '../../core/text.js'
import { checkAvatarUrl } from '../../core/user/avatarUrl.js'
import { useAvatarMessages } from '../../react/messages/useAvatarMessages.js'
import { joinIds, type ControlProps, type ValueProps } from '../fields/controlProps.js'
import { Button } from '../ui/Button.js'
import { useInputDraft } from '../fields/useInputDraft.js'
import { AvatarPicture, type AvatarUser } from './AvatarPicture.js'

/** The props of `AvatarUrlControl`. */
export interface AvatarUrlControlProps extends ControlProps, ValueProps<string> {
  /** The user whose initials are shown without a picture. */
  readonly user?: AvatarUser | null | undefined
  readonly inputRef?: Ref<HTMLInputElement> | undefined
}

/** Renders a `<div>` with a button that shows an `<input>` for the address of a picture, and a preview, which is updated on blur. */
export function AvatarUrlControl(props: AvatarUrlControlProps): JSX.Element {
  const { value, onChange, user, inputRef, ...control } = props
  const { avatar: t } = useAvatarMessages()
  const { text, keep } = useInputDraft(value)
  const [settled, setSettled] = useState(value)
  const [brokenUrl, setBrokenUrl] = useState<string>()
  /** The value of the preview, which changes on blur, so that half an address isn't requested. */
  const shown = text === undefined ? value : settled
  const previewed = checkAvatarUrl(shown ?? '')
  const src = 'url' in previewed ? previewed.url : undefined
  const hintId = `${control.id}-hint`
  const noteId = `${control.id}-note`
  const addressId = `${control.id}-address`
  const [isOpen, setIsOpen] = useState(false)
  // An error must be seen, and its input must take the focus.
  const isShown = isOpen || control['aria-invalid'] === true
  const toggle = useRef<HTMLButtonElement>(null)
  const isBroken = src !== undefined && src === brokenUrl

  function change(typed: string): void {
    const address = trimText(typed)
    const checked = address ? checkAvatarUrl(address) : { url: null }
    const emitted = 'url' in checked ? checked.url : typed
    keep(typed, emitted)
    setSettled(shown)
    if ('url' in checked) onChange(emitted)
    else onChange(emitted, t[checked.error])
  }

  return (
    <div className="ik-avatar-input">
      <AvatarPicture user={user} src={src} onFail={() => setBrokenUrl(src)} />
      <div className="ik-avatar-input-actions">
        <Button
          ref={toggle}
          disabled={control.disabled}
          aria-expanded={isShown}
          aria-controls={addressId}
          onClick={() => setIsOpen(!isShown)}
        >
          {t.useAddress}
        </Button>
        {value !== null && (
          <Button
            className="ik-button-quiet"
            aria-label={t.removeName}
            disabled={control.disabled}
            onClick={() => {
              // The focused button is removed with the picture.
              toggle.current?.focus()
              onChange(null)
            }}
          >
            {t.remove}
          </Button>
        )}
      </div>
      <div className="ik-avatar-input-address" id={addressId} hidden={!isShown}>
        <input
          {...control}
          ref={inputRef}
          className="ik-input"
          type="text"
          inputMode="url"
          autoComplete="photo"
          autoCapitalize="none"
          spellCheck={false}
          dir="ltr"
          value={text ?? value ?? ''}
          aria-describedby={joinIds(hintId, control['aria-describedby'], isBroken && noteId)}
          onChange={({ currentTarget }) => change(currentTarget.value)}
          onBlur={() => setSettled(value)}
        />
        <p className="ik-avatar-input-hint" id={hintId}>
          {t.addressHint}
        </p>
      </div>
      <p
        className={isBroken ? 'ik-avatar-input-note' : 'ik-visually-hidden'}
        id={noteId}
        role="status"
      >
        {isBroken && t.notShown}
      </p>
    </div>
  )
}
