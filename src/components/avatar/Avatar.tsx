'use client'
import { forwardRef, type HTMLAttributes } from 'react'
import { checkAvatarUrl } from '../../core/user/avatarUrl.js'
import { AvatarPicture, type AvatarUser } from './AvatarPicture.js'

export interface AvatarProps extends Omit<HTMLAttributes<HTMLSpanElement>, 'children'> {
  /** Nobody is a figure without a face. */
  readonly user: AvatarUser | null | undefined
}

/**
 * The picture of a person, or their initials where there is none, it fails to load, or its address is not https. For eyes only: the
 * name belongs beside it. `--ik-avatar-size` makes it larger or smaller. A picture of another site tells that site that it is
 * looked at, though not on which page. Needs no provider. Renders a `<span>`.
 * @selector [data-hue] the color behind the initials, 0 to 7, always the same for the same id
 */
export const Avatar = forwardRef<HTMLSpanElement, AvatarProps>(function Avatar(
  { user, ...props },
  ref,
) {
  const checked = checkAvatarUrl(user?.avatar ?? '')
  const src = 'url' in checked ? checked.url : undefined
  return <AvatarPicture ref={ref} {...props} user={user} src={src} />
})
