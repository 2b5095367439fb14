import {
  createEngageAdapter,
  type EngageAdapterOptions,
} from '../../../src/adapters/engage/engage.js'
import { createAdminClient } from '../../../src/core/adminClient.js'
import { createEngageFake, type EngageFakeOptions } from './engage.fake.js'
import { record } from '../recorder.js'

export const secretKey = 'SECRET-sentinel'
export const root = 'https://api.engage.so/v1'

/** The waitlist is the sample of https://engage-so.github.io (docs, lists; read in November 2026). */
export const lists = [
  { id: '5fc6477241fcec31a9548e98', title: 'Waitlist', double_optin: true },
  { id: 'news', title: 'Product news', description: 'What is new, once a month' },
  { id: 'tips', title: 'Tips' },
  { id: 'internal', title: 'Churn risk' },
]

export interface Opening {
  readonly fake?: EngageFakeOptions
  readonly options?: Partial<EngageAdapterOptions>
  /** Stands between the adapter and the service. */
  readonly between?: (send: typeof fetch) => typeof fetch
}

/** An adapter with the secret key before a fake, and what it sent. */
export function openEngage({ fake: seeds = {}, options = {}, between }: Opening = {}) {
  const fake = createEngageFake({ lists, users: ['u144'], ...seeds })
  const { fetch: send, calls } = record(between ? between(fake.fetch) : fake.fetch)
  const adapter = createEngageAdapter({
    publicKey: 'PUBLIC',
    secretKey,
    lists: [{ id: 'news' }, { id: 'tips' }, { id: '5fc6477241fcec31a9548e98' }],
    fetch: send,
    ...options,
  })
  return { adapter, client: createAdminClient(adapter), fake, calls, sent: () => calls.map(line) }
}

/** The same with the public key alone. */
export const openPublic = (fake: EngageFakeOptions = {}) =>
  openEngage({
    fake,
    options: { secretKey: undefined, lists: undefined, allowPublicWrites: true },
  })

/** A request in one line, e.g. `PUT /users/u144 {"tz":"Africa/Lagos"}`. */
export function line(call: { method: string; url: string; body: unknown }): string {
  const body = call.body === undefined ? '' : ` ${JSON.stringify(call.body)}`
  return `${call.method} ${call.url.replace(root, '')}${body}`
}

/** Answers the first request that fits otherwise. */
export const failing =
  (fits: RegExp, answer: () => Response) =>
  (send: typeof fetch): typeof fetch =>
  async (input, init) => {
    const request = new Request(input, init)
    return fits.test(`${request.method} ${request.url.replace(root, '')}`)
      ? answer()
      : send(request)
  }
