'use client'
import { useContext } from 'react'
import type { Capabilities } from '../../core/capabilities.js'
import { getAddressField, type Channel } from '../../core/preferences/channels.js'
import { isBlank } from '../../core/text.js'
import type { User } from '../../core/user/user.js'
import { usePushPermission, type PushPermission } from '../devices/pushPermission.js'
import { useRecordedDevice } from '../devices/useRecordedDevice.js'
import type { LoadStatus } from '../store/loadState.js'
import { getLoadState } from '../store/loadState.js'
import { useStores } from '../store/stores.js'
import { useSnapshot } from '../store/useSnapshot.js'
import { getUserReader } from '../user/userReader.js'
import { ChannelsContext, type ChannelSetup } from './channelsContext.js'

/**
 * Whether messages of a channel reach the user. `missing`: there is no address; `unverified`: it isn't confirmed; `blocked`: the browser
 * blocks push messages, and the user has no device but this one; `unknown`: the kit knows no address of the channel.
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
  /** The token of the device of this browser: `null` if there is none, `undefined` while that isn't known or doesn't matter. */
  readonly recorded: string | null | undefined
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
  const permission = usePushPermission()
  const user = snapshot.data
  const recorded = useRecordedDevice(hasNoPermission(permission) ? user?.devices : undefined)
  const facts = { load, user, permission, recorded, capabilities }
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

/** Returns whether this browser shows no push messages, also if it did before. */
const hasNoPermission = (permission: PushPermission | undefined) =>
  permission === 'denied' || permission === 'default'

function getDeviceStatus({ user, permission, recorded }: ChannelFacts): ChannelStatus {
  const { devices } = user ?? {}
  if (devices?.length && hasNoPermission(permission) && recorded === undefined) return 'loading'
  if (devices?.some(({ token }) => token !== recorded)) return 'reachable'
  if (permission === 'denied') return 'blocked'
  // Some services don't return the devices.
  return devices ? 'missing' : 'unknown'
}
