import { describe, expect, it } from 'vitest'
import { openNovu, openWithAnswers } from './novu.fixture.js'

const path = '/v1/subscribers/ada/credentials'
const options = { deviceChannels: ['fcm', 'apns:ios-app'] }
const push = (tokens: readonly string[], integrationIdentifier = 'fcm-main') => ({
  providerId: 'fcm',
  integrationIdentifier,
  credentials: { deviceTokens: tokens },
})

describe('devices of the Novu adapter', () => {
  it('append a token, and write the others when one is removed', async () => {
    const { client, writes, fake } = openNovu({}, options)
    await client.devices.add('ada', { token: 'a', channelId: 'fcm' })
    await client.devices.add('ada', { token: 'b', channelId: 'fcm' })
    await client.devices.add('ada', { token: 'b', channelId: 'fcm' })
    await client.devices.add('ada', { token: 'c', channelId: 'apns:ios-app' })
    await client.devices.remove('ada', 'a')
    const ios = { providerId: 'apns', integrationIdentifier: 'ios-app' }
    expect(writes()).toEqual([
      ['PATCH', path, { providerId: 'fcm', credentials: { deviceTokens: ['a'] } }],
      ['PATCH', path, { providerId: 'fcm', credentials: { deviceTokens: ['b'] } }],
      ['PATCH', path, { ...ios, credentials: { deviceTokens: ['c'] } }],
      ['PUT', path, { providerId: 'fcm', credentials: { deviceTokens: ['b'] } }],
    ])
    expect(fake.subscribers.get('ada')?.channels).toMatchObject([
      { providerId: 'apns', credentials: { deviceTokens: ['c'] } },
      { providerId: 'fcm', credentials: { deviceTokens: ['b'] } },
    ])
  })

  it('reject an unknown user with not-found, and remove nothing of one', async () => {
    const { client, writes } = openNovu({}, options)
    const add = client.devices.add('stranger', { token: 'a', channelId: 'fcm' })
    await expect(add).rejects.toMatchObject({ code: 'not-found' })
    await client.devices.remove('stranger', 'a')
    expect(writes()).toEqual([])
  })

  it('refuse a channel that is not listed, and one without a choice', async () => {
    const { client, calls } = openNovu({}, options)
    for (const channelId of [undefined, 'expo', 'apns'])
      await expect(client.devices.add('ada', { token: 'a', channelId })).rejects.toMatchObject({
        code: 'invalid',
      })
    expect(calls).toEqual([])
  })

  it('change nothing if it is unclear which tokens a write would replace', async () => {
    const channels = [push(['a'], 'fcm-main'), push(['a'], 'fcm-other')]
    const body = { data: { subscriberId: 'ada', channels } }
    const { client, calls } = openWithAnswers({ body })
    await expect(client.devices.remove('ada', 'a')).rejects.toMatchObject({ code: 'unsupported' })
    expect(calls.map(({ method }) => method)).toEqual(['GET'])
  })
})
