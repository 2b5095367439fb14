import { describe, expect, it } from 'vitest'
import { createNotiflowsAdapter } from '../../../src/adapters/notiflows/notiflows.js'
import { createAdminClient } from '../../../src/core/adminClient.js'
import { createNotiflowsFake } from './notiflows.fake.js'
import { record } from '../recorder.js'

const ios = '01HQABC987654321ZYXWVUTSRQ'
const android = '01HQABC987654321ZYXWVUTSRR'
const token = 'ExampleTokenABCDEF123456789...'

function open({ deviceChannels = [ios] as readonly string[], isUser = false } = {}) {
  const fake = createNotiflowsFake({
    users: [{ external_id: 'ada' }],
    channels: [ios, android],
  })
  const { fetch, calls } = record(fake.fetch)
  const common = { publicKey: 'pk_test', deviceChannels, fetch }
  const userToken = fake.createUserToken('ada')
  const key = isUser ? { userToken } : { secretKey: 'sk_test' }
  const adapter = createNotiflowsAdapter({ ...common, ...key })
  return { client: createAdminClient(adapter), adapter, fake, calls }
}

describe('devices of the Notiflows adapter', () => {
  it('are absent without deviceChannels', () => {
    expect(open({ deviceChannels: [] }).adapter.devices).toBeUndefined()
    expect(open({ deviceChannels: [], isUser: true }).adapter.devices).toBeUndefined()
  })

  it.each([
    [true, `/user/v1/channels/${ios}/settings`],
    [false, `/admin/v1/users/ada/channel-settings/${ios}`],
  ])('are sent as in the API reference (user token: %s)', async (isUser, path) => {
    // notiflows.com/docs/api/user/channel_settings/update, November 2026.
    const { client, calls } = open({ isUser })
    await client.devices.add('ada', { token })
    const [put] = calls.filter(({ method }) => method === 'PUT')
    expect(put?.url).toBe(`https://api.notiflows.com${path}`)
    expect(put?.body).toEqual({ settings: { device_tokens: [token] } })
  })

  it('keep other channel settings', async () => {
    const { client, fake } = open()
    fake.setSettings('ada', ios, { device_tokens: ['old', { token: 'new form' }], badge: 1 })
    await client.devices.add('ada', { token })
    const tokens = ['old', { token: 'new form' }, token]
    expect(fake.getSettings('ada', ios)).toEqual({ device_tokens: tokens, badge: 1 })
    await client.devices.remove('ada', 'old')
    expect(fake.getSettings('ada', ios)).toEqual({ device_tokens: tokens.slice(1), badge: 1 })
  })

  it('write nothing without a change', async () => {
    const { client, calls } = open()
    await client.devices.add('ada', { token })
    calls.length = 0
    await client.devices.add('ada', { token })
    await client.devices.remove('ada', 'unknown')
    expect(calls.map(({ method }) => method)).toEqual(['GET', 'GET'])
  })

  it('keep all tokens that are added at the same time', async () => {
    const { client, fake } = open()
    const tokens = ['a', 'b', 'c', 'd']
    await Promise.all(tokens.map((item) => client.devices.add('ada', { token: item })))
    expect(fake.getSettings('ada', ios)).toEqual({ device_tokens: tokens })
  })

  it('are added to the given channel and removed from all', async () => {
    const { client, fake } = open({ deviceChannels: [ios, android] })
    await client.devices.add('ada', { token, channelId: android })
    expect(fake.getSettings('ada', ios)).toBeUndefined()
    await client.devices.remove('ada', token)
    expect(fake.getSettings('ada', android)).toEqual({ device_tokens: [] })
  })

  it('are refused with a platform, or without one of the configured channels', async () => {
    const { client, calls } = open({ deviceChannels: [ios, android] })
    const wrong = [
      [{ token, channelId: ios, platform: 'ios' }, 'platform'],
      [{ token }, 'channelId'],
      [{ token, channelId: 'another' }, 'channelId'],
    ] as const
    for (const [device, field] of wrong) {
      await expect(client.devices.add('ada', device)).rejects.toMatchObject({
        code: 'invalid',
        fields: { [field]: expect.any(String) },
      })
    }
    expect(calls).toEqual([])
  })

  it('are not overwritten if the settings cannot be read', async () => {
    const sent: string[] = []
    const adapter = createNotiflowsAdapter({
      publicKey: 'pk_test',
      secretKey: 'sk_test',
      deviceChannels: [ios],
      async fetch(input, init) {
        sent.push(new Request(input, init).method)
        return Response.json({ channel_id: ios, device_tokens: ['old'] })
      },
    })
    const added = adapter.devices?.add('ada', { token })
    await expect(added).rejects.toMatchObject({ code: 'bad-answer' })
    expect(sent).toEqual(['GET'])
  })
})
