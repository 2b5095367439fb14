import { createNovuAdapter, type NovuAdapterOptions } from '../../../src/adapters/novu/novu.js'
import { createAdminClient } from '../../../src/core/adminClient.js'
import { record } from '../recorder.js'
import { createNovuFake, type NovuFakeOptions } from './novu.fake.js'

export const secretKey = 'novu-key-sentinel'

export const workflows = [
  { identifier: 'comments', name: 'Comments', channels: { email: true, in_app: true, push: true } },
  { identifier: 'digest', name: 'Weekly digest', channels: { email: false, sms: true } },
  { identifier: '__proto__', channels: { chat: true } },
  { identifier: 'security', name: 'Security', channels: { email: true }, critical: true },
]

/** Opens an adapter with a fake service and records the requests. */
export function openNovu(
  options: NovuFakeOptions = {},
  adapterOptions: Partial<NovuAdapterOptions> = {},
) {
  const fake = createNovuFake({ users: [{ subscriberId: 'ada' }], workflows, ...options })
  const { fetch, calls } = record(fake.fetch)
  const adapter = createNovuAdapter({ secretKey, fetch, ...adapterOptions })
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
export function openWithAnswers(
  answers: readonly GivenAnswer[],
  options: Partial<NovuAdapterOptions> = {},
) {
  const deviceChannels = ['fcm']
  const queue = [...answers]
  const { fetch, calls } = record(async () => {
    const { status = 200, body } = queue.shift() ?? { status: 404 }
    return status === 204 ? new Response(null, { status }) : Response.json(body ?? null, { status })
  })
  return {
    client: createAdminClient(createNovuAdapter({ secretKey, deviceChannels, fetch, ...options })),
    calls,
  }
}
