import { describe, expect, it } from 'vitest'
import { openCourier } from './courier.fixture.js'

describe('push tokens of Courier', () => {
  it('have a provider and a platform', async () => {
    const { client, getWrites } = openCourier()
    await client.devices.add('ada', { token: 'a', platform: 'android' })
    await client.devices.add('ada', { token: 'b', channelId: 'firebase-fcm' })
    expect(getWrites().map(({ body }) => body)).toEqual([
      { provider_key: 'firebase-fcm', device: { platform: 'android' } },
      { provider_key: 'firebase-fcm' },
    ])
  })

  it.each<[string, { readonly token: string; readonly channelId?: string }]>([
    ['without a provider', { token: 'a' }],
    ['with a provider that the adapter has not', { token: 'a', channelId: 'onesignal' }],
  ])('are refused %s', async (_, device) => {
    const { client, calls } = openCourier({}, { deviceChannels: ['apn', 'expo'] })
    await expect(client.devices.add('ada', device)).rejects.toMatchObject({
      code: 'invalid',
      fields: { channelId: expect.any(String) as string },
    })
    expect(calls).toEqual([])
  })

  const stored = {
    provider_key: 'firebase-fcm',
    device: { app_id: 'com.example.app', platform: 'android' },
    tracking: { os_version: '9' },
    properties: { is_person: true },
  }

  it.each([
    ['without an end', false, { expiry_date: false }],
    ['with a late end', '9999-01-01T00:00:00.000Z', { expiry_date: '9999-01-01T00:00:00.000Z' }],
    ['with an early end, which is renewed', '2000-01-01T00:00:00.000Z', {}],
  ])('keep their other data %s', async (_, expiry_date, expected) => {
    const { client, fake, getWrites } = openCourier()
    fake.tokens.set('ada', new Map([['a', { ...stored, token: 'a', expiry_date }]]))
    await client.devices.add('ada', { token: 'a', platform: 'web' })
    expect(getWrites().map(({ body }) => body)).toEqual([
      { ...stored, device: { app_id: 'com.example.app', platform: 'web' }, ...expected },
    ])
  })

  it('are not overwritten if they cannot be read', async () => {
    const { client, fake, getWrites } = openCourier()
    fake.tokens.set('ada', new Map([['a', { provider_key: 'firebase-fcm', device: 'odd' }]]))
    await expect(client.devices.add('ada', { token: 'a' })).rejects.toMatchObject({
      code: 'bad-answer',
    })
    expect(getWrites()).toEqual([])
  })
})
