'use client'
import {
  forwardRef,
  useEffect,
  useRef,
  useState,
  type HTMLAttributes,
  type JSX,
  type ReactNode,
} from 'react'
import type { NamedUser } from '../../core/user/displayName.js'
import { getInitials } from '../../core/user/initials.js'
import { partProps } from '../ui/partProps.js'

export interface AvatarUser extends NamedUser {
  /** Decides the color behind the initials. */
  readonly id: string
  readonly avatar?: string | null | undefined
}

export interface AvatarPictureProps extends Omit<HTMLAttributes<HTMLSpanElement>, 'children'> {
  /** Whose initials stand where there is no picture. Nobody is a figure without a face. */
  readonly user: AvatarUser | null | undefined
  /** An address that was checked, or one of this page. */
  readonly src: string | undefined
  readonly onFail?: (() => void) | undefined
}

const hues = 8

/** A picture in a circle, or initials where there is none or it fails. For eyes only. Renders a `<span>`. */
export const AvatarPicture = forwardRef<HTMLSpanElement, AvatarPictureProps>(function AvatarPicture(
  { user, src, onFail, ...props },
  ref,
) {
  const face = <Face initials={user ? getInitials(user) : ''} />
  return (
    <span
      ref={ref}
      aria-hidden="true"
      data-hue={user ? hueOf(user.id) : undefined}
      {...partProps('avatar', props)}
    >
      {src === undefined ? (
        face
      ) : (
        <Picture key={src} src={src} onFail={onFail}>
          {face}
        </Picture>
      )}
    </span>
  )
})

interface PictureProps extends Pick<AvatarPictureProps, 'onFail'> {
  readonly src: string
  readonly children: ReactNode
}

/** Tries one address, and tells it nothing of the page on which it is looked at. */
function Picture({ src, onFail, children }: PictureProps): JSX.Element {
  const image = useRef<HTMLImageElement>(null)
  const [isBroken, setIsBroken] = useState(false)
  const fail = useRef(() => {})
  useEffect(() => {
    fail.current = () => {
      setIsBroken(true)
      onFail?.()
    }
  })
  useEffect(() => {
    // It may have failed before React heard of it. Some pictures have no width and are none the worse.
    const { current } = image
    if (current?.complete && current.naturalWidth === 0)
      current.decode().catch(() => fail.current())
  }, [])
  if (isBroken) return <>{children}</>
  return (
    <img
      ref={image}
      className="ik-avatar-image"
      alt=""
      loading="lazy"
      decoding="async"
      referrerPolicy="no-referrer"
      draggable={false}
      onError={() => fail.current()}
      src={src}
    />
  )
}

function Face({ initials }: { readonly initials: string }): JSX.Element {
  if (initials) {
    // Engines of different ages take some scripts apart differently, so the server may have other initials.
    return (
      <span className="ik-avatar-initials" suppressHydrationWarning>
        {initials}
      </span>
    )
  }
  return (
    <svg className="ik-avatar-nobody" viewBox="0 0 40 40" focusable="false">
      <circle cx="20" cy="15.5" r="6.5" />
      <path d="M5 40a15 13.5 0 0 1 30 0z" />
    </svg>
  )
}

/** FNV-1a, and once more over: ids that differ in one digit are far apart. */
function hueOf(id: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < id.length; at++) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193)
  return (Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 16) % hues
}
