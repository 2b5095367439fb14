import {
  createOneSignalAdapter,
  type OneSignalAdapterOptions,
} from '../../../src/adapters/onesignal/onesignal.js'
import { createAdminClient } from '../../../src/core/adminClient.js'
import { record } from '../recorder.js'
import { apiKey, appId, createOneSignalFake, type OneSignalFakeOptions } from './onesignal.fake.js'

export const types = [
  { id: 'comments', label: 'Comments', channels: ['email', 'push'] },
  {
    id: 'digest',
    label: 'Weekly digest',
    description: 'Each Monday.',
    channels: ['email', 'sms', 'push'],
  },
  { id: '__proto__', channels: ['chat'] },
]

/** The path of a user. */
export const toPath = (id: string) => `/apps/${appId}/users/by/external_id/${id}`

/** Opens an adapter with a fake service and records the requests. */
export function openOneSignal(
  options: OneSignalFakeOptions = {},
  adapterOptions: Partial<OneSignalAdapterOptions> = {},
) {
  const fake = createOneSignalFake({ users: { ada: {} }, ...options })
  const { fetch, calls } = record(fake.fetch)
  const adapter = createOneSignalAdapter({ appId, apiKey, types, fetch, ...adapterOptions })
  const writes = () =>
    calls
      .filter(({ method }) => method !== 'GET')
      .map(({ method, url, body }) => [method, url.replace(/^https:\/\/[^/]+/, ''), body])
  return { fake, adapter, client: createAdminClient(adapter), calls, writes }
}

/** A response of the service. */
export interface GivenAnswer {
  readonly status?: number
  readonly body?: unknown
}

/** Opens an adapter whose service returns these responses in order. */
export function openWithAnswers(answers: readonly GivenAnswer[]) {
  const queue = [...answers]
  const { fetch, calls } = record(async () => {
    const { status = 200, body } = queue.shift() ?? { status: 404 }
    return status === 204 ? new Response(null, { status }) : Response.json(body ?? null, { status })
  })
  const adapter = createOneSignalAdapter({ appId, apiKey, types, fetch })
  return { client: createAdminClient(adapter), calls }
}
