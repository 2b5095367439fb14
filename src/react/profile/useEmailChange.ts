'use client'
import { useEffect, useRef, useState } from 'react'
import { withDeadline } from '../../core/sync/deadline.js'
import { maxElapsed } from '../../core/sync/retry.js'
import type { UserId } from '../store/queries.js'
import type { ProfileFieldError } from './profileFieldError.js'

export interface EmailChangeOptions {
  /**
   * Asks for another address where the host verifies it: the person keeps theirs until they confirm. Resolves with `error`, in the host's words,
   * where the address cannot be had; after 30 s the person may try again. Without it an email is saved like any other field.
   */
  readonly onRequestEmailChange?:
    | ((email: string) => Promise<{ readonly error: string } | void>)
    | undefined
  /** The address that waits for a confirmation, where the host knows of one; what is asked for on this page counts until this changes. @default none */
  readonly pendingEmail?: string | null | undefined
  /** Takes the request back; without it the person cannot. */
  readonly onCancelEmailChange?: (() => Promise<void> | void) | undefined
}

export interface EmailChange {
  /** Whether an address is asked for instead of saved. */
  readonly isRequested: boolean
  readonly pending: string | undefined
  /** How many seconds until it can be sent again; 0 where it can. */
  readonly wait: number
  readonly request: (email: string) => Promise<ProfileFieldError | undefined>
  /** Absent where the host is asked for nothing. */
  readonly resend: (() => Promise<ProfileFieldError | undefined>) | undefined
  /** Absent where the host cannot take it back. */
  readonly cancel: (() => Promise<ProfileFieldError | undefined>) | undefined
}

/** How long people wait before they can have the mail once more, in seconds. */
const coolDown = 30

const patience = {
  timeout: maxElapsed,
  signal: undefined,
  late: () => new Error('The host did not answer.'),
} as const

interface Own {
  readonly userId: UserId
  /** What the host said when this began to count. */
  readonly given: string | null | undefined
  /** What was asked for here, or `null` where it was taken back; `undefined` leaves the word to the host. */
  readonly asked: string | null | undefined
  readonly wait: number
}

/** A change of address that waits for the person to confirm it. */
export function useEmailChange(
  userId: UserId,
  saved: string | undefined,
  { onRequestEmailChange, pendingEmail: given, onCancelEmailChange }: EmailChangeOptions,
): EmailChange {
  const none: Own = { userId, given, asked: undefined, wait: 0 }
  const [held, setHeld] = useState(none)
  /** Only the newest act decides what is pending. */
  const turn = useRef(0)
  const running = useRef<
    Partial<Record<'resend' | 'cancel', Promise<ProfileFieldError | undefined>>>
  >({})
  // What one person asked for is nothing of the next one's, and a new word of the host counts more than an older act here.
  const own =
    held.userId !== userId ? none : held.given === given ? held : { ...none, wait: held.wait }
  if (own !== held) setHeld(own)
  const { asked, wait } = own
  const known = asked === undefined ? (given ?? null) : asked
  // Once it is confirmed it is the address in use.
  const pending = known !== null && known.toLowerCase() !== saved?.toLowerCase() ? known : undefined

  useEffect(() => {
    if (wait === 0) return undefined
    const timer = setTimeout(
      () => setHeld((before) => ({ ...before, wait: Math.max(0, before.wait - 1) })),
      1000,
    )
    return () => clearTimeout(timer)
  }, [wait])

  async function act(
    run: () => Promise<{ readonly error: string } | void> | void | undefined,
    done: Pick<Own, 'asked' | 'wait'>,
  ): Promise<ProfileFieldError | undefined> {
    const mine = ++turn.current
    // What is answered too late for the person who waits was done all the same.
    async function ask(): Promise<ProfileFieldError | undefined> {
      const answer = await run()
      if (answer?.error) return { text: answer.error }
      if (mine === turn.current)
        setHeld((before) => (before.userId === userId ? { ...before, ...done } : before))
      return undefined
    }
    try {
      return await withDeadline(ask, patience)
    } catch {
      return {}
    }
  }

  const request = (email: string) =>
    act(() => onRequestEmailChange?.(email), { asked: email, wait: coolDown })

  /** However often it is clicked, it is done once at a time. */
  function once(
    name: 'resend' | 'cancel',
    run: () => Promise<ProfileFieldError | undefined>,
  ): Promise<ProfileFieldError | undefined> {
    running.current[name] ??= run().finally(() => {
      running.current = { ...running.current, [name]: undefined }
    })
    return running.current[name]
  }

  async function resend(): Promise<ProfileFieldError | undefined> {
    if (pending === undefined || wait > 0) return undefined
    return once('resend', () => request(pending))
  }

  return {
    isRequested: onRequestEmailChange !== undefined,
    pending,
    wait,
    request,
    resend: onRequestEmailChange && resend,
    cancel:
      onCancelEmailChange &&
      (() => once('cancel', () => act(() => onCancelEmailChange(), { asked: null, wait: 0 }))),
  }
}
