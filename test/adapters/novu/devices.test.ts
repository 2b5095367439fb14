import { describe, expect, it } from 'vitest'
import { openNovu, openWithAnswers } from './novu.fixture.js'

const path = '/v1/subscribers/ada/credentials'
const options = { deviceChannels: ['fcm', 'apns:ios-app'] }

describe('devices of the Novu adapter', () => {
  it.each([false, true])(
    'append a token, and write the others of its integration when one is removed (named: %s)',
    async (namesIntegrations) => {
      const { client, writes, fake } = openNovu({ namesIntegrations }, options)
      await client.devices.add('ada', { token: 'a', channelId: 'fcm' })
      await client.devices.add('ada', { token: 'b', channelId: 'fcm' })
      await client.devices.add('ada', { token: 'c', channelId: 'apns:ios-app' })
      await client.devices.remove('ada', 'a')
      const ios = { providerId: 'apns', integrationIdentifier: 'ios-app' }
      const fcm = { providerId: 'fcm', integrationIdentifier: 'fcm-main' }
      expect(writes()).toEqual([
        ['PATCH', path, { providerId: 'fcm', credentials: { deviceTokens: ['a'] } }],
        ['PATCH', path, { providerId: 'fcm', credentials: { deviceTokens: ['b'] } }],
        ['PATCH', path, { ...ios, credentials: { deviceTokens: ['c'] } }],
        ['PUT', path, { ...fcm, credentials: { deviceTokens: ['b'] } }],
      ])
      expect(fake.subscribers.get('ada')?.channels).toMatchObject([
        { providerId: 'apns', credentials: { deviceTokens: ['c'] } },
        { providerId: 'fcm', credentials: { deviceTokens: ['b'] } },
      ])
    },
  )

  it.each([false, true])(
    'keep the tokens of other integrations of the provider apart (named: %s)',
    async (namesIntegrations) => {
      const deviceChannels = ['fcm:fcm-main', 'fcm:app']
      const { client, fake } = openNovu({ namesIntegrations }, { deviceChannels })
      const getTokens = () =>
        Object.fromEntries(
          (fake.subscribers.get('ada')?.channels ?? []).map(
            ({ integrationIdentifier, credentials }) => [
              integrationIdentifier,
              credentials['deviceTokens'],
            ],
          ),
        )
      await client.devices.add('ada', { token: 'a', channelId: 'fcm:fcm-main' })
      await client.devices.add('ada', { token: 'b', channelId: 'fcm:app' })
      await client.devices.add('ada', { token: 'c', channelId: 'fcm:app' })
      await client.devices.remove('ada', 'b')
      expect(getTokens()).toEqual({ 'fcm-main': ['a'], app: ['c'] })
    },
  )

  it('write to the integration that has the token, also where Novu has a newer one', async () => {
    const { client, fake, writes } = openNovu({}, options)
    await client.devices.add('ada', { token: 'a', channelId: 'fcm' })
    const newer = { providerId: 'fcm', identifier: 'newer' }
    fake.environment.integrations = [newer, ...fake.environment.integrations]
    await client.devices.remove('ada', 'a')
    const fcm = { providerId: 'fcm', integrationIdentifier: 'fcm-main' }
    expect(writes().at(-1)).toEqual(['PUT', path, { ...fcm, credentials: { deviceTokens: [] } }])
  })

  it('leave the tokens of deleted integrations and of ones that are not listed', async () => {
    const { client, fake, writes } = openNovu({}, { deviceChannels: ['fcm:app', 'apns'] })
    const add = (providerId: string, integrationIdentifier: string) => ({
      providerId,
      integrationIdentifier,
      credentials: { deviceTokens: ['a'] },
    })
    const stored = fake.subscribers.get('ada') ?? { _id: '', values: {}, channels: [] }
    const channels = [add('fcm', 'fcm-main'), add('apns', 'deleted')]
    fake.subscribers.set('ada', { ...stored, channels })
    await client.devices.remove('ada', 'a')
    expect(writes()).toEqual([])
  })

  it('write nothing where the token is known, and read no integrations to add or without the token', async () => {
    const { client, calls } = openNovu({ namesIntegrations: true }, { deviceChannels: ['fcm:app'] })
    await client.devices.add('ada', { token: 'a' })
    await client.devices.add('ada', { token: 'a' })
    await client.devices.remove('ada', 'unknown')
    expect(calls.map(({ method }) => method)).toEqual(['GET', 'PATCH', 'GET', 'GET'])
  })

  it('reject an unknown user with not-found, and remove nothing of one', async () => {
    const { client, writes } = openNovu({}, options)
    const add = client.devices.add('stranger', { token: 'a', channelId: 'fcm' })
    await expect(add).rejects.toMatchObject({ code: 'not-found' })
    await client.devices.remove('stranger', 'a')
    expect(writes()).toEqual([])
  })

  it('refuse a channel that is not listed, and none where several are', async () => {
    const { client, calls } = openNovu({}, options)
    for (const channelId of [undefined, 'expo', 'apns'])
      await expect(client.devices.add('ada', { token: 'a', channelId })).rejects.toMatchObject({
        code: 'invalid',
      })
    expect(calls).toEqual([])
  })

  it('remove a token from the other integrations where Novu refuses one, and fail', async () => {
    const add = (integrationIdentifier: string) => ({
      providerId: 'fcm',
      integrationIdentifier,
      credentials: { deviceTokens: ['a', 'b'] },
    })
    const { client, calls } = openWithAnswers([
      { body: { data: { subscriberId: 'ada', channels: [add('inactive'), add('fcm-main')] } } },
      { status: 400, body: { message: 'Subscribers environment did not have an integration' } },
      { status: 200, body: { data: {} } },
    ])
    await expect(client.devices.remove('ada', 'a')).rejects.toMatchObject({ code: 'invalid' })
    expect(calls.map(({ method }) => method)).toEqual(['GET', 'PUT', 'PUT'])
    expect(calls.at(-1)?.body).toMatchObject({
      integrationIdentifier: 'fcm-main',
      credentials: { deviceTokens: ['b'] },
    })
  })

  it('refuse an answer that does not tell whose token it is', async () => {
    const channels = [{ providerId: 'fcm', credentials: { deviceTokens: ['a'] } }]
    const { client, calls } = openWithAnswers([
      { body: { data: { subscriberId: 'ada', channels } } },
      { body: { data: [] } },
    ])
    await expect(client.devices.remove('ada', 'a')).rejects.toMatchObject({ code: 'bad-answer' })
    expect(calls.map(({ method }) => method)).toEqual(['GET', 'GET'])
  })
})
