'use client'
import { useState, type JSX } from 'react'
import { checkAvatarUrl } from '../../core/user/avatarUrl.js'
import { useMessages } from '../../react/environment/useMessages.js'
import { AvatarPicture, type AvatarUser } from './AvatarPicture.js'
import type { ControlProps, ValueProps } from '../fields/controlProps.js'

export interface AvatarUrlInputProps extends ControlProps, ValueProps<string> {
  /** Whose initials stand where there is no picture. */
  readonly user?: AvatarUser | null | undefined
}

interface InputDraft {
  readonly text: string
  /** What was given of it. A host that shows another value means that one. */
  readonly given: string | null
  /** What the preview shows: nobody is asked for a picture while its address is being typed. */
  readonly left: string | null
}

/** The address of a picture, and the picture once the field is left. Renders a `<div>` around an `<input>`. */
export function AvatarUrlInput(props: AvatarUrlInputProps): JSX.Element {
  const { value, onChange, user, ...control } = props
  const { avatar: t } = useMessages()
  const [typed, setTyped] = useState<InputDraft>()
  const [broken, setBroken] = useState<string>()
  const own = typed?.given === value ? typed : undefined
  const shown = checkAvatarUrl((own ? own.left : value) ?? '')
  const src = 'url' in shown ? shown.url : undefined
  const hint = `${control.id}-hint`
  const note = `${control.id}-note`
  const isBroken = src !== undefined && src === broken

  function write(text: string): void {
    const address = text.trim()
    const checked = address ? checkAvatarUrl(address) : { url: null }
    const given = 'url' in checked ? checked.url : text
    setTyped({ text, given, left: own ? own.left : value })
    if ('url' in checked) onChange(given)
    else onChange(given, t[checked.problem])
  }

  return (
    <div className="ik-avatar-input">
      <AvatarPicture user={user} src={src} onFail={() => setBroken(src)} />
      <div className="ik-avatar-input-body">
        <p className="ik-avatar-input-hint" id={hint}>
          {t.addressHint}
        </p>
        <input
          {...control}
          className="ik-input"
          type="text"
          inputMode="url"
          autoComplete="photo"
          autoCapitalize="none"
          spellCheck={false}
          dir="ltr"
          value={own ? own.text : (value ?? '')}
          aria-describedby={joined(hint, control['aria-describedby'], isBroken && note)}
          onChange={({ currentTarget }) => write(currentTarget.value)}
          onBlur={() => own && setTyped({ ...own, left: own.given })}
        />
        <p
          className={isBroken ? 'ik-avatar-input-note' : 'ik-visually-hidden'}
          id={note}
          role="status"
        >
          {isBroken && t.notShown}
        </p>
      </div>
    </div>
  )
}

function joined(...ids: readonly (string | false | undefined)[]): string {
  return ids.filter(Boolean).join(' ')
}
