import { afterEach, describe, expect, it, vi } from 'vitest'
import { openCourier } from './courier.fixture.js'

describe('push tokens of Courier', () => {
  afterEach(() => vi.useRealTimers())

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

  it.each<[string, unknown, object]>([
    ['without an end', false, { expiry_date: false }],
    ['with a late end', '2027-06-01T00:00:00.000Z', { expiry_date: '2027-06-01T00:00:00.000Z' }],
    ['with an end in 61 days', '2027-03-03T00:00:00Z', { expiry_date: '2027-03-04T00:00:00.000Z' }],
    ['with a past end', '2020-01-01T00:00:00.000Z', { expiry_date: '2027-03-04T00:00:00.000Z' }],
    ['with no word of an end', undefined, {}],
    ['with an end of unknown length', true, {}],
  ])('keep their other data, and at least two months: %s', async (_, expiry_date, expected) => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2027-01-01T00:00:00Z') })
    const { client, fake, getWrites } = openCourier()
    fake.tokens.set('ada', new Map([['a', { ...stored, token: 'a', expiry_date }]]))
    await client.devices.add('ada', { token: 'a', platform: 'web' })
    expect(getWrites().map(({ body }) => body)).toEqual([
      { ...stored, device: { app_id: 'com.example.app', platform: 'web' }, ...expected },
    ])
  })

  it.each([
    { device: 'odd' },
    { tracking: 'odd' },
    { expiry_date: 'soon' },
    { expiry_date: 1_700_000_000 },
    { token: 'b' },
  ])('are not overwritten if they cannot be read: %j', async (odd) => {
    const { client, fake, getWrites } = openCourier()
    fake.tokens.set('ada', new Map([['a', { provider_key: 'firebase-fcm', ...odd }]]))
    await expect(client.devices.add('ada', { token: 'a' })).rejects.toMatchObject({
      code: 'bad-answer',
    })
    expect(getWrites()).toEqual([])
  })

  it.each([400, 401, 500])('are not overwritten if a read answers %i', async (status) => {
    const { client, getWrites } = openCourier({ answers: { 'GET /users/ada/tokens/a': status } })
    await expect(client.devices.add('ada', { token: 'a' })).rejects.toMatchObject({ status })
    expect(getWrites()).toEqual([])
  })

  it('are gone if Courier answers a removal with 404, and no other error', async () => {
    const { client, fake } = openCourier()
    await client.devices.remove('ada', 'a')
    for (const status of [400, 403, 500]) {
      fake.answers.set('DELETE /users/ada/tokens/a', status)
      await expect(client.devices.remove('ada', 'a')).rejects.toMatchObject({ status })
    }
  })
})
