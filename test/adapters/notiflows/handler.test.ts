import { expect, it } from 'vitest'
import { createNotiflowsAdapter } from '../../../src/adapters/notiflows/notiflows.js'
import { createRemoteAdapter } from '../../../src/adapters/remote/remote.js'
import { createAdminClient } from '../../../src/core/adminClient.js'
import { createUserHandler } from '../../../src/server.js'
import { createNotiflowsFake } from './notiflows.fake.js'
import { record } from '../recorder.js'

it('the Notiflows adapter changes one setting through the handler, with the secret key on the server', async () => {
  const fake = createNotiflowsFake({
    secretKey: 'sk_sentinel',
    users: [{ external_id: 'ada', first_name: 'Ada' }, { external_id: 'grace' }],
    preferences: {
      channel_types: { email: true },
      notiflows: { orders: { enabled: true, channel_types: { email: true, mobile_push: false } } },
    },
  })
  const { fetch, calls } = record(fake.fetch)
  const keys = { publicKey: 'pk_test', secretKey: 'sk_sentinel' }
  const handler = createUserHandler({
    adapter: createNotiflowsAdapter({ ...keys, fetch }),
    authenticate: () => 'ada',
  })
  const page = record(async (input, init) => {
    const request = new Request(input, init)
    request.headers.set('origin', 'https://app.example.com')
    return handler(request)
  })
  const url = 'https://app.example.com/api/identikit'
  const client = createAdminClient(createRemoteAdapter({ url, fetch: page.fetch }))

  expect(await client.users.get('ada')).toMatchObject({ id: 'ada', firstName: 'Ada' })
  const change = { type: 'orders', channel: 'push', enabled: true }
  const saved = await client.preferences.update('ada', change)
  expect(saved.types[0]?.channels).toEqual({ email: { state: 'on' }, push: { state: 'on' } })
  const puts = calls.filter(({ method }) => method === 'PUT')
  expect(puts.map(({ url: address, body }) => [address, body])).toEqual([
    [
      'https://api.notiflows.com/admin/v1/users/ada/preferences',
      { notiflows: { orders: { channel_types: { mobile_push: true } } } },
    ],
  ])
  expect(fake.getPreferences('grace').notiflows?.['orders']?.channel_types).toEqual({
    email: true,
    mobile_push: false,
  })
  expect(JSON.stringify(page.calls)).not.toContain('sentinel')
  await expect(client.preferences.get('grace')).rejects.toMatchObject({ code: 'user-changed' })
})
