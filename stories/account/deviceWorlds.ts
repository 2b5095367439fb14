import { IdentikitError, type RegisteredDevice } from 'identikit/core'
import { ada, type MemoryAdapterOptions, type WrapperOptions } from 'identikit/testing'
import { world } from '../worlds.js'

export const devices: readonly RegisteredDevice[] = [
  { token: 'c1d7a9b0e4f24a6c8b1d3f5a7c9e3f9a', platform: 'ios' },
  { token: 'f0e1d2c3b4a5968778695a4b3c2d81b2', platform: 'ios' },
  { token: 'dGhpcyBpcyBub3QgYSB0b2tlbg:APA91bH-77q0', platform: 'android' },
  { token: 'https://push.example.com/wpush/v2/gAAAAABk0c4', platform: 'web' },
]

const now = Date.now()

/** Devices of a service that stores their names and when they were last used. */
export const namedDevices: readonly RegisteredDevice[] = [
  {
    token: 'dGhpcyBpcyBub3QgYSB0b2tlbg:APA91bH-77q0',
    platform: 'android',
    name: 'Pixel 9',
    lastSeenAt: new Date(now - 26 * 3_600_000).toISOString(),
  },
  { token: 'https://push.example.com/wpush/v2/gAAAAABk0c4', platform: 'web' },
  {
    token: 'c1d7a9b0e4f24a6c8b1d3f5a7c9e3f9a',
    platform: 'ios',
    name: 'iPhone',
    lastSeenAt: new Date(now - 20 * 86_400_000).toISOString(),
  },
]

type Prepare = NonNullable<Parameters<typeof world>[2]>

/** A user with devices. */
export const deviceWorld = (
  options: MemoryAdapterOptions = {},
  userDevices: readonly RegisteredDevice[] = devices,
  prepare: Prepare = () => {},
  props: WrapperOptions = {},
) =>
  world(options, props, (adapter) => {
    for (const device of userDevices) void adapter.devices?.add(ada.id, device)
    prepare(adapter)
  })

/** Reads succeed and removals fail. */
export const removesFail = deviceWorld({}, devices, ({ faults }) => {
  faults.fail = ({ member }) =>
    member === 'devices.remove'
      ? new IdentikitError('service', 'The service is down.', { status: 500 })
      : undefined
})

/** Reads succeed and removals never end. */
export const removesHang = deviceWorld({}, devices, ({ faults }) => {
  const hang = faults.fail
  faults.fail = (call) => {
    if (call.member === 'devices.remove') faults.latency = Infinity
    return hang?.(call)
  }
})

/** The service stores devices but doesn't list them. */
export const unlisted = () => {
  const wrapperOptions = world()()
  const { adapter } = wrapperOptions
  const get = adapter?.users?.get
  if (!adapter || !get) return wrapperOptions
  const users = {
    ...adapter.users,
    get: async (...input: Parameters<typeof get>) => {
      const { devices: _, ...user } = await get(...input)
      return user
    },
  }
  return { ...wrapperOptions, adapter: { ...adapter, users } }
}

/** The list is read-only. */
export const readOnly = () => {
  const wrapperOptions = deviceWorld()()
  const { adapter } = wrapperOptions
  return { ...wrapperOptions, adapter: adapter && { ...adapter, devices: undefined } }
}

/** Long German names. */
export const longNames = deviceWorld(
  {},
  [
    { token: 'c1d7a9b0e4f24a6c8b1d3f5a7c9e3f9a', platform: 'ios' },
    {
      token: 'f0e1d2c3b4a5968778695a4b3c2d81b2',
      platform: 'rechtsschutzversicherungsgesellschaftsmitarbeitertelefon',
    },
    { token: 'f0e1d2c3b4a5968778695a4b3c2d81b3' },
  ],
  ({ faults }) => {
    faults.fail = ({ member }) =>
      member === 'devices.remove' ? new IdentikitError('forbidden', 'No.') : undefined
  },
  {
    messages: {
      account: {
        devicesTitle: 'Geräte und Browser mit Benachrichtigungen',
        devicesDescription:
          'Auf diesen Geräten erreichen dich unsere Sofortbenachrichtigungen, auch wenn die Anwendung geschlossen ist.',
        platforms: { ios: 'iPhone oder iPad', android: 'Android', web: 'Browser' },
        unnamedDevice: 'Unbekanntes Gerät',
        deviceEnding: (ending) => `Kennung endet auf ${ending}`,
        removeDevice: 'Benachrichtigungen beenden',
        removeDeviceNamed: (name: string) => `Benachrichtigungen beenden: ${name}`,
        notRemoved: 'Das Gerät wurde nicht entfernt',
      },
    },
  },
)
