'use client'
import { useEffect, useRef, useState } from 'react'
import type { UserId } from '../store/queries.js'
import { emptyProfile, type ChangeProfile, type ProfileState } from './profileState.js'

/** Holds the state of a profile form, and starts a new one when the user changes. */
export function useProfileState(userId: UserId) {
  const [stored, setStored] = useState<ProfileState>({ userId, ...emptyProfile })
  /** The newest state, for async functions that end in a later render. */
  const latest = useRef(stored)
  const latestUserId = useRef(userId)
  useEffect(() => {
    latestUserId.current = userId
  }, [userId])

  const toOwn = (state: ProfileState) =>
    state.userId === userId ? state : { userId, ...emptyProfile }
  const getState = () => toOwn(latest.current)
  const change: ChangeProfile = (step) => {
    if (latestUserId.current !== userId) return
    const before = getState()
    latest.current = { ...before, ...step(before) }
    setStored(latest.current)
  }
  return { state: toOwn(stored), getState, change }
}
