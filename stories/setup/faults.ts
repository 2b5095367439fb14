import { IdentikitError, type UserAdapter } from 'identikit/core'
import type { Faults } from 'identikit/testing'

const isLoad = (member: string): boolean => /\.(?:get|info|list)$/.test(member)

/** Sets the latency and the failure of the toolbar on a memory adapter, and keeps those of the story otherwise. */
export function setFaults(adapter: UserAdapter, latency: string, failure: string): void {
  const { faults } = adapter as { readonly faults?: Faults }
  if (!faults) return
  if (latency !== 'none') faults.latency = latency === 'endless' ? Infinity : Number(latency)
  if (failure === 'none') return
  let count = 0
  faults.offline = failure === 'offline'
  faults.fail = ({ member }) => {
    const isFailing =
      failure === 'loads'
        ? isLoad(member)
        : !isLoad(member) && (failure === 'saves' || (count += 1) === 1)
    return isFailing ? new IdentikitError('service', 'The service is down.') : undefined
  }
}
