'use client'
import { useEffect, useRef, useState } from 'react'
import type { IdentikitError } from '../../core/errors.js'
import type { UserPatch } from '../../core/user/user.js'
import { identificationKey, type DetectDevice, type IdentifyInput } from './identification.js'
import type { SaveResult } from '../store/store.js'
import { useStores } from '../store/stores.js'

export interface UseIdentifyOptions {
  /** Whether timezone and locale are taken from the device. @default false */
  readonly detect?: DetectDevice | undefined
}

export interface UseIdentifyResult {
  readonly status: 'idle' | 'saving' | 'saved' | 'failed'
  readonly error: IdentikitError | undefined
  readonly isSaving: boolean
  /** Creates or updates a user, for sign-up flows. Equal calls that overlap are one request. Never rejects. */
  readonly identify: (id: string, patch: UserPatch, input?: IdentifyInput) => Promise<SaveResult>
}

/**
 * Tells the service who is signed in. Given a patch, it identifies the provider's user once for each content, however often
 * components render or mount; without one, call `identify`.
 * @example
 * useIdentify({ email: account.email, name: account.name }, { detect: 'if-empty' })
 * @example
 * const { identify } = useIdentify()
 * await identify(account.id, { email }, { preferences: [{ type: 'news', channel: 'email', enabled: consent }] })
 */
export function useIdentify(
  patch?: UserPatch,
  { detect = false }: UseIdentifyOptions = {},
): UseIdentifyResult {
  const { userId, identification } = useStores('useIdentify()')
  const [declared, setDeclared] = useState<{ readonly key: string; readonly result: SaveResult }>()
  const [called, setCalled] = useState<SaveResult | 'saving'>()
  // One string for user, patch and detect: an equal patch that is another object is no news.
  const key =
    userId === undefined || !patch ? undefined : identificationKey(userId, patch, { detect })

  const content = useRef({ userId, patch, detect })
  useEffect(() => {
    content.current = { userId, patch, detect }
  })

  useEffect(() => {
    if (key === undefined) return undefined
    let isCurrent = true
    const { userId: id = '', patch: own = {}, detect: taken } = content.current
    async function follow(declaring: string): Promise<void> {
      const result = await identification.identifyOnce(id, own, { detect: taken })
      if (isCurrent) setDeclared({ key: declaring, result })
    }
    void follow(key)
    return () => {
      isCurrent = false
    }
  }, [identification, key])

  async function identify(id: string, own: UserPatch, input?: IdentifyInput) {
    setCalled('saving')
    const result = await identification.identify(id, own, { detect, ...input })
    setCalled(result)
    return result
  }

  const last = called ?? (key !== undefined && declared?.key !== key ? 'saving' : declared?.result)
  const status = last === undefined ? 'idle' : last === 'saving' ? last : toStatus(last)
  const error = typeof last === 'object' && last.status === 'failed' ? last.error : undefined
  return { status, error, isSaving: status === 'saving', identify }
}

function toStatus({ status }: SaveResult): 'saved' | 'failed' {
  return status === 'failed' ? 'failed' : 'saved'
}
