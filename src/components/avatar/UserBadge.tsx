'use client'
import { forwardRef, type HTMLAttributes } from 'react'
import { displayName } from '../../core/user/displayName.js'
import { useMessages } from '../../react/environment/useMessages.js'
import { useUser } from '../../react/user/useUser.js'
import { Avatar } from './Avatar.js'
import { partProps } from '../ui/partProps.js'

export type UserBadgeProps = Omit<HTMLAttributes<HTMLSpanElement>, 'children'>

/**
 * The picture and the name of the signed-in user, for a header or a menu button. Where nothing is known of them, and where it
 * cannot be read, it says so of nobody: "Your account". Renders a `<span>`.
 * @selector [aria-busy="true"] while it loads
 */
export const UserBadge = forwardRef<HTMLSpanElement, UserBadgeProps>(
  function UserBadge(props, ref) {
    const { avatar: t } = useMessages()
    const { status, user } = useUser()
    const isLoading = status === 'loading'
    const name = user && displayName(user)
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
