'use client'
import { forwardRef, type HTMLAttributes } from 'react'
import { checkAvatarUrl } from '../../core/user/avatarUrl.js'
import { AvatarPicture, type AvatarUser } from './AvatarPicture.js'

/** The props of `Avatar`. */
export interface AvatarProps extends Omit<HTMLAttributes<HTMLSpanElement>, 'children'> {
  /** The user to show. Without one, a generic figure is shown. */
  readonly user: AvatarUser | null | undefined
}

/**
 * Renders a `<span>` with a user's picture. It shows their initials without a picture, when the picture fails to load, and when its address
 * isn't https. It is hidden from assistive technology: show the name beside it. It needs no provider. Pictures from other
 * sites are requested without a referrer. Set the size with `--ik-avatar-size`.
 * @example
 * <Avatar user={user} /> {user.name}
 * @selector [data-hue] the background color of the initials, 0 to 7, stable per id
 */
export const Avatar = forwardRef<HTMLSpanElement, AvatarProps>(function Avatar(
  { user, ...props },
  ref,
) {
  const checked = checkAvatarUrl(user?.avatar ?? '')
  const src = 'url' in checked ? checked.url : undefined
  return <AvatarPicture ref={ref} {...props} user={user} src={src} />
})
