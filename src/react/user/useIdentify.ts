'use client'
import { useEffect, useRef, useState } from 'react'
import type { UserPatch } from '../../core/user/user.js'
import type { SaveResult, SaveState, SaveStatus } from '../store/saveState.js'
import { useStores } from '../store/stores.js'
import type { DetectDevice } from './detectDevice.js'
import { getIdentification, toSaveResult, type IdentifyInput } from './identification.js'
import { contentKey } from './identifyContent.js'

/** The options of `useIdentify`. */
export interface UseIdentifyOptions {
  /** Whether time zone and locale are taken from the device. @default false */
  readonly detect?: DetectDevice | undefined
}

/** The result of `useIdentify`. It has no data of its own: `useUser` returns the user. */
export interface UseIdentifyResult extends SaveState {
  /**
   * Creates or updates a user, for sign-up flows. Calls are sent in their order, one at a time, and retried; one that equals the call before it
   * joins it until that has ended. If a part is refused, the result is `failed`, and everything else is saved. Never rejects.
   */
  readonly identify: (id: string, patch: UserPatch, input?: IdentifyInput) => Promise<SaveResult>
}

type Arguments = Parameters<UseIdentifyResult['identify']>

/**
 * Creates or updates a user at the service. With a patch, it identifies the provider's user once for each content, however often
 * components render or mount, and again when the content changes back; without one, call `identify`. `retry` sends the last call or content
 * again if it failed. A read-only provider sends nothing: a patch is ignored, and `identify` fails.
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
  const stores = useStores('useIdentify()')
  const { userId } = stores
  const identification = getIdentification(stores)
  const [declared, setDeclared] = useState<{ readonly key: string; readonly result: SaveResult }>()
  const [call, setCall] = useState<{ readonly input: Arguments; readonly result?: SaveResult }>()
  // A string, so that an equal patch in another object is not sent again.
  const isDeclared = Boolean(userId && patch) && !stores.isReadOnly()
  const key = !isDeclared || !userId || !patch ? undefined : contentKey(userId, patch, { detect })

  const content = useRef({ userId, patch, detect, key })
  const lastInput = useRef<Arguments>(undefined)
  useEffect(() => {
    content.current = { userId, patch, detect, key }
  })

  const declare = useRef(async (declaredTo: typeof identification, declaredKey: string) => {
    const { userId: id, patch: values, detect: detectDevice } = content.current
    const outcome = await declaredTo.declare(id ?? '', values ?? {}, { detect: detectDevice })
    const result = toSaveResult(outcome)
    if (content.current.key === declaredKey) setDeclared({ key: declaredKey, result })
    return result
  })

  useEffect(() => {
    if (key !== undefined) void declare.current(identification, key)
  }, [identification, key])

  async function identify(...input: Arguments): Promise<SaveResult> {
    const [id, values, options] = input
    lastInput.current = input
    setCall({ input })
    const result = toSaveResult(await identification.identify(id, values, { detect, ...options }))
    // An earlier call, which ended while a later one is pending, is not the last one.
    if (lastInput.current === input) setCall({ input, result })
    return result
  }

  const isDeclarePending = key !== undefined && declared?.key !== key
  const last = call ? call.result : isDeclarePending ? undefined : declared?.result
  const isPending = call ? !call.result : isDeclarePending

  function retry(): Promise<SaveResult> {
    if (last?.status !== 'failed') return Promise.resolve({ status: 'replaced' })
    if (call) return identify(...call.input)
    setDeclared(undefined)
    return declare.current(identification, key ?? '')
  }

  return {
    saveStatus: isPending ? 'saving' : toSaveStatus(last),
    saveError: last?.status === 'failed' ? last.error : undefined,
    retry,
    identify,
  }
}

function toSaveStatus(result: SaveResult | undefined): SaveStatus {
  if (!result) return 'idle'
  return result.status === 'failed' ? 'failed' : 'saved'
}
