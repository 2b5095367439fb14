export { IdentikitProvider, type IdentikitProviderProps } from './react/IdentikitProvider.js'
export type { InitialData } from './react/store/stores.js'
export type { SavedEvent } from './react/store/savedEvent.js'
export type { SaveResult, SaveState, SaveStatus } from './react/store/saveState.js'
export { ChannelReach, type ChannelReachProps } from './components/reach/ChannelReach.js'
export { PushDevice, type PushDeviceProps } from './components/reach/PushDevice.js'
export { useChannel, type UseChannelResult } from './react/reach/useChannel.js'
export type { ChannelReachState, ChannelStatus } from './react/reach/useChannelFacts.js'
export type { ChannelSetup, ChannelSetups } from './react/reach/channelsContext.js'
export {
  usePushDevice,
  type PushDeviceStatus,
  type UsePushDeviceOptions,
  type UsePushDeviceResult,
} from './react/devices/usePushDevice.js'
