import type { AccountMessages } from '../messages/accountMessages.js'
import type { Device } from '../user/user.js'

/** The name of a device in a list. */
export interface DeviceName {
  readonly platform: string
  /** The message with the end of the token; empty for a short token. */
  readonly ending: string
  /** The platform and the ending, unique in the list. */
  readonly whole: string
}

/** Returns a unique name for each device by token. It contains at most the end of the token, which is a secret. */
export function deviceNames(
  t: AccountMessages,
  devices: readonly Device[],
): ReadonlyMap<string, DeviceName> {
  const used = new Map<string, number>()
  return new Map(
    devices.map(({ token, platform: id }) => {
      const platform = getPlatformName(t, id)
      const end = getEnding(token)
      const ending = end && t.deviceEnding(end)
      const name = ending ? t.deviceName(platform, ending) : platform
      const number = (used.get(name) ?? 0) + 1
      used.set(name, number)
      return [token, { platform, ending, whole: number > 1 ? t.sameDevice(name, number) : name }]
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
