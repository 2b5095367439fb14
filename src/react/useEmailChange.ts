'use client'
import { useEffect, useState } from 'react'
import type { ProfileTrouble } from './profileTrouble.js'

export interface EmailChangeOptions {
  /**
   * Asks for another address where the host verifies it: the person keeps theirs until they confirm. Resolves with `error`, in the host's words,
   * where the address cannot be had. Without it an email is saved like any other field.
   */
  readonly onRequestEmailChange?:
    | ((email: string) => Promise<{ readonly error: string } | void>)
    | undefined
  /** The address that waits for a confirmation, where the host knows of one. @default what was asked for on this page */
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
  readonly request: (email: string) => Promise<ProfileTrouble | undefined>
  readonly resend: () => Promise<ProfileTrouble | undefined>
  /** Absent where the host cannot take it back. */
  readonly cancel: (() => Promise<ProfileTrouble | undefined>) | undefined
}

/** How long people wait before they can have the mail once more, in seconds. */
const coolDown = 30

/** A change of address that waits for the person to confirm it. */
export function useEmailChange(
  saved: string | undefined,
  { onRequestEmailChange, pendingEmail, onCancelEmailChange }: EmailChangeOptions,
): EmailChange {
  const [asked, setAsked] = useState<string | null>(null)
  const [wait, setWait] = useState(0)
  const known = pendingEmail === undefined ? asked : pendingEmail
  // Once it is confirmed it is the address in use.
  const pending = known !== null && known.toLowerCase() !== saved?.toLowerCase() ? known : undefined

  useEffect(() => {
    if (wait === 0) return undefined
    const timer = setTimeout(() => setWait(wait - 1), 1000)
    return () => clearTimeout(timer)
  }, [wait])

  async function request(email: string): Promise<ProfileTrouble | undefined> {
    try {
      const answer = await onRequestEmailChange?.(email)
      if (answer?.error) return { text: answer.error }
      setAsked(email)
      setWait(coolDown)
      return undefined
    } catch {
      return {}
    }
  }

  async function cancel(): Promise<ProfileTrouble | undefined> {
    try {
      await onCancelEmailChange?.()
      setAsked(null)
      setWait(0)
      return undefined
    } catch {
      return {}
    }
  }

  return {
    isRequested: onRequestEmailChange !== undefined,
    pending,
    wait,
    request,
    resend: async () => (pending === undefined || wait > 0 ? undefined : request(pending)),
    cancel: onCancelEmailChange && cancel,
  }
}
