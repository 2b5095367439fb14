import {
  type NotificationCatalog,
  type PreferenceSetting,
  type Preferences,
} from '../../../src/core.js'
import { createUnsubscribe, type UnsubscribeOptions } from '../../../src/server.js'
import { createMemoryAdapter, type MemoryAdapterOptions } from '../../../src/testing.js'

export const secret = 'a secret of at least 32 characters'
export const url = 'https://example.com/unsubscribe'
export const recap = { type: 'recap', channel: 'email' }
export const recapName = 'Weekly recap, Email'

export const catalog: NotificationCatalog = [
  {
    id: 'recap',
    label: 'Weekly recap',
    channels: ['email', 'push'],
    default: true,
    frequency: { options: ['instant', 'daily', 'weekly'] },
  },
  { id: 'news', label: 'News', channels: ['email'], default: true },
  {
    id: 'alerts',
    label: 'Alerts',
    channels: ['email'],
    default: true,
    locked: { reason: 'Alerts protect your account.' },
  },
]

const on: PreferenceSetting = { state: 'on' }
const unset: PreferenceSetting = { state: 'unset' }

/** Opens unsubscription over one user, who gets the recap by email and push. */
export function open(
  options: Partial<UnsubscribeOptions> = {},
  preferences: Partial<Preferences> = {},
  rules?: MemoryAdapterOptions['rules'],
) {
  const adapter = createMemoryAdapter({
    users: [{ id: 'ada', email: 'ada@example.com' }],
    preferences: {
      types: [
        { id: 'recap', channels: { email: on, push: on } },
        { id: 'news', channels: { email: unset } },
        { id: 'alerts', channels: { email: on } },
      ],
      ...preferences,
    },
    ...(rules && { rules }),
  })
  const unsubscribe = createUnsubscribe({ secret, adapter, catalog, url, ...options })

  /** Requests a link with the browser's headers. */
  const get = (link: string, init: RequestInit = {}) => unsubscribe.handler(new Request(link, init))
  const post = (link: string, fields: Readonly<Record<string, string>>) =>
    get(link, { method: 'POST', body: new URLSearchParams(fields) })
  const getStates = async (id = 'ada', scope?: string) => {
    const { types } = (await adapter.preferences?.get(id, { scope })) ?? { types: [] }
    return Object.fromEntries(
      types.flatMap((type) =>
        Object.entries(type.channels).map(([channel, { state }]) => [
          `${type.id} ${channel}`,
          state,
        ]),
      ),
    )
  }
  return { adapter, ...unsubscribe, get, post, getStates }
}

/** Returns the hidden field with the undo token of a page. */
export async function readUndo(page: Response): Promise<string> {
  return /name="undo" value="([^"]+)"/.exec(await page.text())?.[1] ?? ''
}

/** What a user has after the recap by email is off. */
export const withoutRecap = {
  'recap email': 'off',
  'recap push': 'on',
  'news email': 'unset',
  'alerts email': 'on',
}

export const before = { ...withoutRecap, 'recap email': 'on' }
