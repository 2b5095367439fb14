import { describe, expect, it } from 'vitest'
import { createCourierAdapter } from '../../src/adapters/courier/courier.js'
import { createEngageAdapter } from '../../src/adapters/engage/engage.js'
import { createKnockAdapter } from '../../src/adapters/knock/knock.js'
import { createNotiflowsAdapter } from '../../src/adapters/notiflows/notiflows.js'
import { createNovuAdapter } from '../../src/adapters/novu/novu.js'
import { createOneSignalAdapter } from '../../src/adapters/onesignal/onesignal.js'
import { createTrophyAdapter } from '../../src/adapters/trophy/trophy.js'
import { createAdminClient } from '../../src/core/adminClient.js'

const bodies = [
  { error: 'sentinel' },
  { error: { code: 'sentinel', message: 'sentinel' } },
  { code: 'sentinel', message: 'sentinel', status: 500, type: 'sentinel' },
]

/** Opens a client of each service, which answers every request with 200 and this body. */
function openAll(body: unknown) {
  const fetch: typeof globalThis.fetch = async (input) =>
    new Request(input).url.endsWith('/config')
      ? new Response('', { status: 404 })
      : Response.json(body)
  return {
    knock: createAdminClient(createKnockAdapter({ apiKey: 'sk_test', fetch })),
    notiflows: createAdminClient(
      createNotiflowsAdapter({ publicKey: 'pk_test', secretKey: 'sk_test', fetch }),
    ),
    novu: createAdminClient(createNovuAdapter({ secretKey: 'key', fetch })),
    courier: createAdminClient(
      createCourierAdapter({ apiKey: 'key', deviceChannels: ['apn'], fetch }),
    ),
    onesignal: createAdminClient(
      createOneSignalAdapter({
        appId: '6f2f5fd1-1f6a-4b0e-9d4c-1a2b3c4d5e6f',
        apiKey: 'key',
        types: [{ id: 'news', channels: ['email'] }],
        fetch,
      }),
    ),
    trophy: createAdminClient(createTrophyAdapter({ apiKey: 'a.b', fetch })),
    engage: createAdminClient(
      createEngageAdapter({ publicKey: 'PUBLIC', secretKey: 'secret', lists: 'all', fetch }),
    ),
  }
}

describe('an error with a success status', () => {
  it.each(bodies)('is rejected as preferences: %j', async (body) => {
    const clients = openAll(body)
    const all = [
      clients.courier,
      clients.onesignal,
      clients.knock,
      clients.trophy,
      clients.engage,
      clients.novu,
      clients.notiflows,
    ]
    for (const { preferences } of 'error' in body ? all : all.slice(0, -1)) {
      await expect(preferences.get('ada')).rejects.toMatchObject({ code: 'bad-answer' })
    }
  })

  it.each(bodies.slice(0, 2))('is rejected as a result of events and devices: %j', async (body) => {
    const { courier, onesignal, trophy, engage } = openAll(body)
    const calls = [
      courier.devices.remove('ada', 'a'),
      onesignal.devices.add('ada', { token: 'a', platform: 'ios' }),
      onesignal.devices.remove('ada', 'a'),
      trophy.events.track('ada', { name: 'words' }),
      engage.events.track('ada', { name: 'words' }),
      engage.devices.add('ada', { token: 'a', platform: 'ios' }),
      engage.devices.remove('ada', 'a'),
    ]
    for (const result of await Promise.allSettled(calls)) {
      expect(result).toMatchObject({ status: 'rejected', reason: { code: 'bad-answer' } })
    }
  })
})
