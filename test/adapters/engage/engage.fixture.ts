import {
  createEngageAdapter,
  type EngageAdapterOptions,
} from '../../../src/adapters/engage/engage.js'
import { createAdminClient } from '../../../src/core/adminClient.js'
import { createEngageFake, type EngageFakeOptions } from './engage.fake.js'
import { record } from '../recorder.js'

/** The secret key of the fake. */
export const secretKey = 'SECRET-sentinel'
/** The base URL of the API. */
export const root = 'https://api.engage.so/v1'

/** The lists of the account. The waitlist is the sample of https://engage-so.github.io (lists, read in November 2026). */
export const lists = [
  { id: '5fc6477241fcec31a9548e98', title: 'Waitlist', double_optin: true },
  { id: 'news', title: 'Product news', description: 'What is new, once a month' },
  { id: 'tips', title: 'Tips' },
  { id: 'internal', title: 'Churn risk' },
]

/** Options of {@link openEngage}. */
export interface EngageOpenOptions {
  readonly fake?: EngageFakeOptions
  readonly options?: Partial<EngageAdapterOptions>
  /** Wraps the fetch of the fake. */
  readonly wrapFetch?: (send: typeof fetch) => typeof fetch
}

/** Creates a fake, an adapter with the secret key, a client and the recorded requests. */
export function openEngage({
  fake: fakeOptions = {},
  options = {},
  wrapFetch,
}: EngageOpenOptions = {}) {
  const fake = createEngageFake({ lists, users: ['u144'], ...fakeOptions })
  const { fetch: send, calls } = record(wrapFetch ? wrapFetch(fake.fetch) : fake.fetch)
  const adapter = createEngageAdapter({
    publicKey: 'PUBLIC',
    secretKey,
    lists: [{ id: 'news' }, { id: 'tips' }, { id: '5fc6477241fcec31a9548e98' }],
    fetch: send,
    ...options,
  })
  return { adapter, client: createAdminClient(adapter), fake, calls, sent: () => calls.map(toLine) }
}

/** Like {@link openEngage}, with the public key only. */
export const openPublic = (fake: EngageFakeOptions = {}) =>
  openEngage({
    fake,
    options: { secretKey: undefined, lists: undefined, allowPublicWrites: true },
  })

/** Converts a request to one line, e.g. `PUT /users/u144 {"tz":"Africa/Lagos"}`. */
export function toLine(call: { method: string; url: string; body: unknown }): string {
  const body = call.body === undefined ? '' : ` ${JSON.stringify(call.body)}`
  return `${call.method} ${call.url.replace(root, '')}${body}`
}

/** Creates a fetch wrapper that answers the requests whose method and path match. */
export const respondTo =
  (pattern: RegExp, respond: () => Response) =>
  (send: typeof fetch): typeof fetch =>
  async (input, init) => {
    const request = new Request(input, init)
    return pattern.test(`${request.method} ${request.url.replace(root, '')}`)
      ? respond()
      : send(request)
  }
