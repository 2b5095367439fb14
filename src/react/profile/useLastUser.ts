import { useState } from 'react'
import type { User } from '../../core/user/user.js'
import type { UserId } from '../store/queries.js'

/** Returns the user id, or the last one while the session is loading again. */
export function useLastUserId(userId: UserId): UserId {
  const [last, setLast] = useState(userId)
  if (userId === undefined || userId === last) return last
  setLast(userId)
  return userId
}

/** Returns the data of a user, or what was read last of the same user while it isn't there, such as with a new client. */
export function useLastUser(userId: UserId, user: User | undefined): User | undefined {
  const [last, setLast] = useState({ userId, user })
  if (user && (user !== last.user || userId !== last.userId)) setLast({ userId, user })
  return user ?? (typeof userId === 'string' && last.userId === userId ? last.user : undefined)
}
