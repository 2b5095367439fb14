'use client'
import { forwardRef, useEffect, useRef, useState, type HTMLAttributes, type JSX } from 'react'
import type { NamedUser } from '../../core/user/displayName.js'
import { getInitials } from '../../core/user/initials.js'
import { partProps } from '../ui/partProps.js'

/** The part of a user that an avatar shows. */
export interface AvatarUser extends NamedUser {
  /** Determines the background color of the initials. */
  readonly id: string
  /** The https address of the picture. */
  readonly avatar?: string | null | undefined
}

/** The props of `AvatarPicture`. */
export interface AvatarPictureProps extends Omit<HTMLAttributes<HTMLSpanElement>, 'children'> {
  /** The user whose initials are shown without a picture. Without a user, a generic figure is shown. */
  readonly user: AvatarUser | null | undefined
  /** A checked https address, or a `blob:` address of this page. */
  readonly src: string | undefined
  /** Called when the picture fails to load. */
  readonly onFail?: (() => void) | undefined
}

const hues = 8

/** Renders a `<span>` with a round picture, or with initials where there is none or it fails to load. */
export const AvatarPicture = forwardRef<HTMLSpanElement, AvatarPictureProps>(function AvatarPicture(
  { user, src, onFail, ...props },
  ref,
) {
  const initials = user ? getInitials(user) : ''
  return (
    <span
      ref={ref}
      aria-hidden="true"
      data-hue={user ? getHue(user.id) : undefined}
      {...partProps('avatar ik-root', props)}
    >
      {src === undefined ? (
        <Initials text={initials} />
      ) : (
        <Picture key={src} src={src} onFail={onFail} initials={initials} />
      )}
    </span>
  )
})

interface PictureProps extends Pick<AvatarPictureProps, 'onFail'> {
  readonly src: string
  readonly initials: string
}

function Picture({ src, onFail, initials }: PictureProps): JSX.Element {
  const image = useRef<HTMLImageElement>(null)
  const [isBroken, setIsBroken] = useState(false)
  function fail(): void {
    setIsBroken(true)
    onFail?.()
  }
  const firstFail = useRef(fail)
  useEffect(() => {
    // It may have failed before hydration. An SVG without a width also has `naturalWidth` 0, so decode decides.
    const { current } = image
    if (current?.complete && current.naturalWidth === 0) current.decode().catch(firstFail.current)
  }, [])
  if (isBroken) return <Initials text={initials} />
  return (
    <img
      ref={image}
      className="ik-avatar-image"
      alt=""
      loading="lazy"
      decoding="async"
      referrerPolicy="no-referrer"
      draggable={false}
      onError={fail}
      src={src}
    />
  )
}

function Initials({ text }: { readonly text: string }): JSX.Element {
  if (text) {
    // Engines of different ages segment some scripts differently, so the server's initials may differ.
    return (
      <span
        className="ik-avatar-initials"
        data-long={text.length > 3 ? '' : undefined}
        suppressHydrationWarning
      >
        {text}
      </span>
    )
  }
  return (
    <svg className="ik-avatar-unknown" viewBox="0 0 40 40" focusable="false">
      <circle cx="20" cy="15.5" r="6.5" />
      <path d="M5 40a15 13.5 0 0 1 30 0z" />
    </svg>
  )
}

/** Hashes an id with FNV-1a and a final mix, so that ids which differ in one digit get different colors. */
function getHue(id: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < id.length; index++)
    hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193)
  return (Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 16) % hues
}
