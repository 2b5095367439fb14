'use client'
import { forwardRef, type HTMLAttributes } from 'react'
import { getDisplayName } from '../../core/user/displayName.js'
import { useAvatarMessages } from '../../react/messages/useAvatarMessages.js'
import { useUser } from '../../react/user/useUser.js'
import { Avatar } from './Avatar.js'
import { partProps } from '../ui/partProps.js'

/** The props of `UserBadge`. */
export type UserBadgeProps = Omit<HTMLAttributes<HTMLSpanElement>, 'children'>

/**
 * Renders a `<span>` with the picture and name of the signed-in user, for a header or a menu button. It shows "Your account" when the user
 * has no name or can't be read.
 * @example
 * <button type="button"><UserBadge /></button>
 * @selector [aria-busy="true"] while it loads
 */
export const UserBadge = forwardRef<HTMLSpanElement, UserBadgeProps>(
  function UserBadge(props, ref) {
    const { avatar: t } = useAvatarMessages()
    const { status, user } = useUser()
    const isLoading = status === 'loading'
    const name = user && getDisplayName(user)
    return (
      <span ref={ref} aria-busy={isLoading || undefined} {...partProps('user-badge', props)}>
        {isLoading ? <span className="ik-user-badge-circle" /> : <Avatar user={user} />}
        {isLoading && <span className="ik-user-badge-line" />}
        <span className={isLoading ? 'ik-visually-hidden' : 'ik-user-badge-name'} dir="auto">
          {name ?? t.account}
        </span>
      </span>
    )
  },
)
