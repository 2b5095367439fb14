'use client'
import { useEffect, useRef, useState } from 'react'
import type { UserPatch } from '../../core/user/user.js'
import type { DetectDevice } from './detectDevice.js'
import { identificationKey, type IdentifyInput } from './identification.js'
import type { SaveResult, SaveState, SaveStatus } from '../store/saveState.js'
import { useStores } from '../store/stores.js'

/** The options of `useIdentify`. */
export interface UseIdentifyOptions {
  /** Whether time zone and locale are taken from the device. @default false */
  readonly detect?: DetectDevice | undefined
}

/** The result of `useIdentify`. */
export interface UseIdentifyResult extends Omit<SaveState, 'retry'> {
  /** Creates or updates a user, for sign-up flows. Equal calls that overlap send one request. Never rejects. */
  readonly identify: (id: string, patch: UserPatch, input?: IdentifyInput) => Promise<SaveResult>
}

/**
 * Creates or updates a user at the service. With a patch, it identifies the provider's user once for each content, however often
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
  const [lastCall, setLastCall] = useState<SaveResult | 'saving'>()
  // A string, so that an equal patch in another object is not sent again.
  const key = !userId || !patch ? undefined : identificationKey(userId, patch, { detect })

  const content = useRef({ userId, patch, detect })
  useEffect(() => {
    content.current = { userId, patch, detect }
  })

  useEffect(() => {
    if (key === undefined) return undefined
    let isCurrent = true
    const { patch: declaredPatch = {}, detect: detectDevice } = content.current
    const id = content.current.userId ?? ''
    void identification
      .identifyOnce(id, declaredPatch, { detect: detectDevice })
      .then((result) => isCurrent && setDeclared({ key, result }))
    return () => {
      isCurrent = false
    }
  }, [identification, key])

  async function identify(id: string, values: UserPatch, input?: IdentifyInput) {
    setLastCall('saving')
    const result = await identification.identify(id, values, { detect, ...input })
    setLastCall(result)
    return result
  }

  const isPending = key !== undefined && declared?.key !== key
  const last = lastCall ?? (isPending ? 'saving' : declared?.result)
  return {
    saveStatus: toSaveStatus(last),
    saveError: typeof last === 'object' && last.status === 'failed' ? last.error : undefined,
    identify,
  }
}

function toSaveStatus(result: SaveResult | 'saving' | undefined): SaveStatus {
  if (typeof result !== 'object') return result ?? 'idle'
  return result.status === 'failed' ? 'failed' : 'saved'
}
