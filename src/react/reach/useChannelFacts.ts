'use client'
import { useContext } from 'react'
import type { Capabilities } from '../../core/capabilities.js'
import { getAddressField, type Channel } from '../../core/preferences/channels.js'
import { isBlank } from '../../core/text.js'
import type { User } from '../../core/user/user.js'
import { usePushPermission, type PushPermission } from '../devices/pushPermission.js'
import type { LoadStatus } from '../store/loadState.js'
import { getLoadState } from '../store/loadState.js'
import { useStores } from '../store/stores.js'
import { useSnapshot } from '../store/useSnapshot.js'
import { getUserReader } from '../user/userReader.js'
import { ChannelsContext, type ChannelSetup } from './channelsContext.js'

/**
 * Whether messages of a channel reach the user. `missing`: there is no address; `unverified`: it isn't confirmed; `blocked`: the browser
 * blocks push messages, and no other device gets them; `unknown`: the kit knows no address of the channel.
 */
export type ChannelStatus =
  | 'signed-out'
  | 'loading'
  | 'reachable'
  | 'missing'
  | 'unverified'
  | 'blocked'
  | 'unknown'

/** Whether and where messages of a channel reach the user. */
export interface ChannelReachState {
  /** Whether messages reach the user. */
  readonly status: ChannelStatus
  /** Where they go; `undefined` for channels of devices, and while there is no address. */
  readonly address: string | undefined
  /** What the provider says about the channel. */
  readonly setup: ChannelSetup | undefined
}

interface ChannelFacts {
  readonly load: LoadStatus
  readonly user: User | undefined
  readonly permission: PushPermission | undefined
  readonly capabilities: Capabilities | undefined
}

/** Returns a function that tells whether a channel reaches the user. The user is read only if it tells the address of one of the channels. */
export function useChannelFacts(
  channels: readonly Channel[],
): (channel: Channel) => ChannelReachState {
  const stores = useStores('useChannel()')
  const setups: Readonly<Record<string, ChannelSetup | undefined>> =
    useContext(ChannelsContext) ?? {}
  const capabilities = stores.capabilities()
  const getSetup = (channel: Channel) =>
    Object.hasOwn(setups, channel) ? setups[channel] : undefined
  const isRead = channels.some(
    (channel) => getSetup(channel)?.address === undefined && getAddressField(channel) !== undefined,
  )
  const hasUser = capabilities === undefined || capabilities.users.includes('get')
  const snapshot = useSnapshot(getUserReader(stores), (whole) => whole, {
    isRead: isRead && hasUser,
  })
  const { status: load } = getLoadState(stores, 'user', snapshot)
  const facts = { load, user: snapshot.data, permission: usePushPermission(), capabilities }
  return (channel) => {
    const setup = getSetup(channel)
    return { ...getReach(channel, setup, facts), setup }
  }
}

type Reach = Omit<ChannelReachState, 'setup'>

function getReach(channel: Channel, setup: ChannelSetup | undefined, facts: ChannelFacts): Reach {
  const { load, user, capabilities } = facts
  const { verified = true } = setup ?? {}
  const check = (address: string): Reach =>
    isBlank(address)
      ? toReach('missing')
      : { status: verified ? 'reachable' : 'unverified', address }
  if (load === 'signed-out') return toReach('signed-out')
  if (setup?.address !== undefined) return check(setup.address ?? '')
  const field = getAddressField(channel)
  if (field === undefined) return toReach('unknown')
  if (load === 'loading') return toReach('loading')
  if (!user) return toReach('unknown')
  if (field === 'devices') return toReach(getDeviceStatus(facts))
  return capabilities?.fields[field]?.read ? check(user[field] ?? '') : toReach('unknown')
}

const toReach = (status: ChannelStatus): Reach => ({ status, address: undefined })

function getDeviceStatus({ user, permission }: ChannelFacts): ChannelStatus {
  const count = user?.devices?.length
  if (count !== undefined && count > 0) return 'reachable'
  if (permission === 'denied') return 'blocked'
  // Some services don't return the devices.
  return count === undefined ? 'unknown' : 'missing'
}
