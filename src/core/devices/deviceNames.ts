import type { AccountMessages } from '../messages/accountMessages.js'
import { trimText } from '../text.js'
import type { RegisteredDevice } from '../user/user.js'

/** The name of a device in a list. */
export interface DeviceName {
  /** The name that the service returns, else that of the platform. */
  readonly name: string
  /** The message with the end of the token; empty for a short token, and for a device that has a name. */
  readonly ending: string
  /** The name and the ending, unique in the list. */
  readonly whole: string
}

/** Returns a unique name for each device by token. It contains at most the end of the token, which is a secret. */
export function deviceNames(
  t: AccountMessages,
  devices: readonly RegisteredDevice[],
): ReadonlyMap<string, DeviceName> {
  const used = new Map<string, number>()
  return new Map(
    devices.map(({ token, platform, name: given = '' }) => {
      const own = trimText(given)
      const name = own || getPlatformName(t, platform)
      const end = own ? '' : getEnding(token)
      const ending = end && t.deviceEnding(end)
      const whole = ending ? t.deviceName(name, ending) : name
      const number = (used.get(whole) ?? 0) + 1
      used.set(whole, number)
      return [token, { name, ending, whole: number > 1 ? t.sameDevice(whole, number) : whole }]
    }),
  )
}

function getPlatformName(t: AccountMessages, platform: string | undefined): string {
  const key = platform?.trim().toLowerCase() ?? ''
  if (Object.hasOwn(t.platforms, key)) return t.platforms[key as 'ios' | 'android' | 'web']
  return key === '' ? t.unnamedDevice : t.otherPlatform(platform ?? '')
}

/** Returns the last four letters and digits of a token, but at most a third of it. */
function getEnding(token: string): string {
  const maxLength = Math.min(4, Math.floor(token.length / 3))
  const characters = Array.from(token.matchAll(/[\p{L}\p{N}]/gu), ([character]) => character)
  return maxLength === 0 ? '' : characters.slice(-maxLength).join('')
}
