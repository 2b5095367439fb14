'use client'
import { useEffect, useRef, useState } from 'react'
import { memoize } from '../../core/memoize.js'
import { getEmailKey } from '../../core/contact/readEmail.js'
import { withDeadline } from '../../core/sync/deadline.js'
import { maxElapsed } from '../../core/sync/retryPolicy.js'
import type { UserId } from '../store/queries.js'
import type { ProfileFieldError } from './profileFieldError.js'

/** The options of a change of address that the host verifies. */
export interface EmailChangeOptions {
  /**
   * Requests a change to another address; the user keeps theirs until they confirm. Resolves with a sentence in `error` if the address can't
   * be used; after 30 s the user may try again.
   * @default the email is saved like any other field
   */
  readonly onRequestEmailChange?:
    | ((email: string) => Promise<{ readonly error: string } | void>)
    | undefined
  /** The address that waits for a confirmation, if the host stores it. A request on this page counts until this changes. @default none */
  readonly pendingEmail?: string | null | undefined
  /** Cancels the request; without it the user can't cancel. */
  readonly onCancelEmailChange?: (() => Promise<void> | void) | undefined
}

/** A change of address that waits for the user's confirmation. */
export interface EmailChange {
  /** Whether an address is requested instead of saved. */
  readonly isRequested: boolean
  /** The address that waits for a confirmation. */
  readonly pending: string | undefined
  /** The seconds until the mail can be sent again; 0 if it can be now. */
  readonly wait: number
  /** Requests an address. Resolves with an error if it can't be used. */
  readonly request: (email: string) => Promise<ProfileFieldError | undefined>
  /** Sends the mail again; absent without `onRequestEmailChange`. */
  readonly resend: (() => Promise<ProfileFieldError | undefined>) | undefined
  /** Cancels the request; absent without `onCancelEmailChange`. */
  readonly cancel: (() => Promise<ProfileFieldError | undefined>) | undefined
}

/** How long the mail can't be sent again, in seconds. */
const resendDelay = 30

const late = () => new Error('The host did not answer.')

interface EmailState {
  readonly userId: UserId
  /** The host's `pendingEmail` when this state began. */
  readonly fromHost: string | null | undefined
  /** The address that was requested on this page, `null` after a cancellation; `undefined`: the host's counts. */
  readonly requested: string | null | undefined
  readonly wait: number
}

/** Holds a change of address that waits for the user's confirmation. */
export function useEmailChange(
  userId: UserId,
  saved: string | undefined,
  { onRequestEmailChange, pendingEmail: fromHost, onCancelEmailChange }: EmailChangeOptions,
): EmailChange {
  const initial: EmailState = { userId, fromHost, requested: undefined, wait: 0 }
  const [stored, setStored] = useState(initial)
  /** Only the newest action decides which address is pending. */
  const lastAction = useRef(0)
  const running = useRef(new Map<'resend' | 'cancel', Promise<ProfileFieldError | undefined>>())
  // A new user starts anew, and a new address from the host replaces older actions on this page.
  const isOwn = stored.userId === userId
  const isCurrent = isOwn && stored.fromHost === fromHost
  const state = isCurrent ? stored : { ...initial, wait: isOwn ? stored.wait : 0 }
  if (state !== stored) setStored(state)
  const { requested, wait } = state
  const address = requested === undefined ? (fromHost ?? null) : requested
  // A confirmed address is the saved one.
  const pending =
    address !== null && getEmailKey(address) !== getEmailKey(saved ?? '') ? address : undefined

  useEffect(() => {
    if (wait === 0) return undefined
    const countDown = () => setStored((before) => ({ ...before, wait: before.wait - 1 }))
    const timer = setTimeout(countDown, 1000)
    return () => clearTimeout(timer)
  }, [wait])

  async function act(
    run: () => Promise<{ readonly error: string } | void> | void | undefined,
    done: Pick<EmailState, 'requested' | 'wait'>,
  ): Promise<ProfileFieldError | undefined> {
    const action = ++lastAction.current
    // An answer after the deadline still changes the state.
    async function callHost(): Promise<ProfileFieldError | undefined> {
      const answer = await run()
      if (answer?.error) return { text: answer.error }
      if (action === lastAction.current)
        setStored((before) => (before.userId === userId ? { ...before, ...done } : before))
      return undefined
    }
    try {
      return await withDeadline(callHost, { timeout: maxElapsed, late })
    } catch {
      return {}
    }
  }

  /** Runs an action once at a time, however often it is clicked. */
  function once(
    name: 'resend' | 'cancel',
    run: () => Promise<ProfileFieldError | undefined>,
  ): Promise<ProfileFieldError | undefined> {
    const { current: calls } = running
    return memoize(calls, name, () => run().finally(() => calls.delete(name)))
  }

  const request = (email: string) =>
    act(() => onRequestEmailChange?.(email), { requested: email, wait: resendDelay })

  async function resend(): Promise<ProfileFieldError | undefined> {
    if (pending === undefined || wait > 0) return undefined
    return once('resend', () => request(pending))
  }

  const cancel = () =>
    once('cancel', () => act(() => onCancelEmailChange?.(), { requested: null, wait: 0 }))

  return {
    isRequested: onRequestEmailChange !== undefined,
    pending,
    wait,
    request,
    resend: onRequestEmailChange && resend,
    cancel: onCancelEmailChange && cancel,
  }
}
