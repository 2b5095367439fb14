import type { AccountMessages } from '../messages/accountMessages.js'
import type { Device } from '../user/user.js'

/** What a row of a list of devices is called. */
export interface DeviceName {
  readonly platform: string
  /** The end of the token, as a sentence part; empty where the token is too short to show any of it. */
  readonly ending: string
  /** Both, told apart from every other row. */
  readonly whole: string
}

/** The names of devices by token: no two are the same, and none holds more of a token than its end. */
export function deviceNames(
  t: AccountMessages,
  devices: readonly Device[],
): ReadonlyMap<string, DeviceName> {
  const used = new Map<string, number>()
  return new Map(
    devices.map(({ token, platform: known }) => {
      const platform = platformName(t, known)
      const end = endOf(token)
      const ending = end && t.deviceEnding(end)
      const name = ending ? t.deviceName(platform, ending) : platform
      const number = (used.get(name) ?? 0) + 1
      used.set(name, number)
      return [token, { platform, ending, whole: number > 1 ? t.sameDevice(name, number) : name }]
    }),
  )
}

function platformName(t: AccountMessages, platform: string | undefined): string {
  const key = platform?.trim().toLowerCase() ?? ''
  if (Object.hasOwn(t.platforms, key)) return t.platforms[key as 'ios' | 'android' | 'web']
  return key === '' ? t.unnamedDevice : t.otherPlatform(platform ?? '')
}

/** At most its last four letters and digits, and never more than a third of it. */
function endOf(token: string): string {
  const most = Math.min(4, Math.floor(token.length / 3))
  const characters = Array.from(token.matchAll(/[\p{L}\p{N}]/gu), ([one]) => one)
  return most === 0 ? '' : characters.slice(-most).join('')
}
