'use client'
import { useRef, useState } from 'react'
import { toIdentikitError } from '../../core/errors.js'
import type { RegisteredChannel } from '../../core/preferences/registeredCatalog.js'
import { useStores } from '../store/stores.js'
import { useChannelFacts, type ChannelReachState } from './useChannelFacts.js'

/** The result of `useChannel`. */
export interface UseChannelResult extends Omit<ChannelReachState, 'setup'> {
  /** How the last call of `verify` went; `idle` after it ended without an error. */
  readonly verifyStatus: 'idle' | 'verifying' | 'failed'
  /** Calls `onVerify` of the provider, once at a time; absent without it. Never rejects: an error goes to `onError`. */
  readonly verify: (() => Promise<void>) | undefined
  /** The `onAdd` of the provider. */
  readonly add: (() => void) | undefined
  /** The `href` of the provider. */
  readonly href: string | undefined
}

/**
 * Returns whether messages of a channel reach the user: whether there is an address, whether it is confirmed, and whether the browser blocks
 * push messages. `channels` of the provider says more than the user of the service does.
 * @example
 * const { status, address, verify } = useChannel('sms')
 * if (status === 'unverified') return <button onClick={verify}>Confirm {address}</button>
 */
export function useChannel(channel: RegisteredChannel): UseChannelResult {
  const { onError } = useStores('useChannel()')
  const { status, address, setup } = useChannelFacts([channel])(channel)
  const [verifyStatus, setVerifyStatus] = useState<UseChannelResult['verifyStatus']>('idle')
  const isVerifying = useRef(false)
  const { onVerify, onAdd, href } = setup ?? {}

  async function verify(run: NonNullable<typeof onVerify>): Promise<void> {
    if (isVerifying.current) return
    isVerifying.current = true
    setVerifyStatus('verifying')
    try {
      await run()
      setVerifyStatus('idle')
    } catch (thrown) {
      onError(toIdentikitError(thrown))
      setVerifyStatus('failed')
    } finally {
      isVerifying.current = false
    }
  }

  return {
    status,
    address,
    verifyStatus,
    verify: onVerify && (() => verify(onVerify)),
    add: onAdd,
    href,
  }
}
