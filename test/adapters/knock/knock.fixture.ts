import { createKnockAdapter, type KnockAdapterOptions } from '../../../src/adapters/knock/knock.js'
import { createAdminClient } from '../../../src/core/adminClient.js'
import { createKnockFake, type KnockFakeOptions } from './knock.fake.js'
import { record } from '../recorder.js'

export const secretKey = 'sk_test_fake-sentinel'

/** Opens an adapter with a fake service and records the requests. */
export function openKnock(
  options: KnockFakeOptions = {},
  adapterOptions: Partial<KnockAdapterOptions> = {},
) {
  const fake = createKnockFake({ users: [{ id: 'ada' }], ...options })
  const { fetch, calls } = record(fake.fetch)
  const adapter = createKnockAdapter({ apiKey: secretKey, fetch, ...adapterOptions })
  return { fake, adapter, client: createAdminClient(adapter), calls }
}

/** Opens an adapter whose service returns these responses in order. */
export function openWithAnswers(...answers: readonly { status?: number; body?: unknown }[]) {
  const queue = [...answers]
  const { fetch, calls } = record(async () => {
    const { status = 200, body } = queue.shift() ?? { status: 404 }
    return status === 204 ? new Response(null, { status }) : Response.json(body ?? null, { status })
  })
  const adapter = createKnockAdapter({ apiKey: secretKey, fetch })
  return { client: createAdminClient(adapter), calls }
}

/** For the conformance suite: traits are at the same level as fields and must not overwrite them. */
export const refusedTraits = {
  keys: [
    'name',
    'email',
    'avatar',
    'phone_number',
    'timezone',
    'locale',
    'created_at',
    'channel_data',
    'preferences',
    'id',
    '__typename',
    'updated_at',
  ],
  reason: 'they are names of system fields',
}
