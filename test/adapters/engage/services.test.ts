import { describe, expect, it } from 'vitest'
import { respondTo, openEngage } from './engage.fixture.js'

describe('Engage events', () => {
  it('are sent as documented', async () => {
    const { client, sent, fake } = openEngage()
    // https://engage-so.github.io (docs, users), read in November 2026.
    const properties = { product: 'T123', currency: 'USD', amount: 12.99 }
    const at = '2020-05-30T09:30:10Z'
    await client.events.track('u144', { name: 'Add to cart', at, properties })
    const body = {
      event: 'Add to cart',
      properties: { product: 'T123', currency: 'USD', amount: 12.99 },
      timestamp: '2020-05-30T09:30:10Z',
    }
    expect(sent()).toEqual([`POST /users/u144/events ${JSON.stringify(body)}`])
    expect(fake.events).toMatchObject([{ uid: 'u144', event: 'Add to cart' }])
  })

  it('identify their user first', async () => {
    const { client, sent } = openEngage()
    const user = { firstName: 'Ada', traits: { plan: 'pro' } }
    await client.events.track('new', { name: 'signed up', value: 1, user })
    expect(sent()).toEqual([
      'PUT /users/new {"first_name":"Ada","meta":{"plan":"pro"}}',
      'POST /users/new/events {"event":"signed up","value":1}',
    ])
  })

  it('report that the user was saved when the event fails', async () => {
    const wrapFetch = respondTo(/events$/, () => new Response('', { status: 503 }))
    const { client } = openEngage({ wrapFetch })
    const event = { name: 'signed up', user: { firstName: 'Ada' } }
    await expect(client.events.track('u144', event)).rejects.toMatchObject({
      code: 'service',
      status: 503,
      fields: { event: 'was not saved' },
      message: expect.stringContaining('Saved: user.'),
    })
  })

  it('are refused before a request if Engage cannot store them', async () => {
    const { client, calls } = openEngage()
    const properties = { deep: { x: 1 }, list: [1], none: null, ok: 'yes' }
    const event = { name: 'ran', properties, idempotencyKey: 'k1', user: { firstName: 'Ada' } }
    await expect(client.events.track('u144', event)).rejects.toMatchObject({
      code: 'invalid',
      fields: {
        'properties.deep': 'must be a string, a number or a boolean at Engage',
        'properties.list': expect.any(String),
        'properties.none': expect.any(String),
        idempotencyKey: expect.stringContaining('counts an event again'),
      },
    })
    expect(calls).toEqual([])
  })
})

describe('Engage devices', () => {
  it('are removed by a token of any length', async () => {
    const { client, fake } = openEngage()
    const long = 'https://push.example.com/é?#'.padEnd(4096, 'x')
    await client.devices.add('u144', { token: long, platform: 'ios' })
    await client.devices.remove('u144', long)
    expect(fake.users.get('u144')?.devices).toEqual([])
  })

  const token = 'ExponentPushToken[4rawn2Obx9qjS9IHGeZaS1]'

  it('are added with a PUT of the user and removed by token', async () => {
    const { client, sent } = openEngage()
    await client.devices.add('u144', { token, platform: 'android' })
    await client.devices.remove('u144', token)
    expect(sent()).toEqual([
      `PUT /users/u144 {"device_token":"${token}","device_platform":"android"}`,
      'DELETE /users/u144/tokens/ExponentPushToken%5B4rawn2Obx9qjS9IHGeZaS1%5D',
    ])
  })

  it('need one of two platforms, and refuse a channel', async () => {
    const { client, calls } = openEngage()
    for (const [key, device] of [
      ['platform', { token }],
      ['platform', { token, platform: 'web' }],
      ['channelId', { token, platform: 'ios', channelId: 'c1' }],
    ] as const) {
      const fields = { [key]: expect.any(String) }
      const added = client.devices.add('u144', device)
      await expect(added).rejects.toMatchObject({ code: 'invalid', fields })
    }
    expect(calls).toEqual([])
  })

  it('are the last five', async () => {
    const { client } = openEngage()
    for (const number of [1, 2, 3, 4, 5, 6])
      await client.devices.add('u144', { token: `t${number}`, platform: 'ios' })
    const { devices = [] } = await client.users.get('u144')
    expect(devices.map((device) => device.token)).toEqual(['t2', 't3', 't4', 't5', 't6'])
  })
})
