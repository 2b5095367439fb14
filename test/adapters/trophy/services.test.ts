import { describe, expect, it } from 'vitest'
import { createTrophyAdapter } from '../../../src/adapters/trophy/trophy.js'
import { createAdminClient } from '../../../src/core/adminClient.js'
import { record } from '../recorder.js'
import { createTrophyFake } from './trophy.fake.js'

function open(deviceTokens: string[] | null = null) {
  const fake = createTrophyFake({
    users: [{ id: 'ada', deviceTokens }],
    eventAttributes: ['genre'],
  })
  const { fetch, calls } = record(fake.fetch)
  const client = createAdminClient(createTrophyAdapter({ apiKey: fake.adminKey, fetch }))
  return { client, calls, fake, tokens: () => fake.users.get('ada')?.deviceTokens }
}

describe('Trophy devices', () => {
  it('are one list that keeps parallel changes', async () => {
    const { client, tokens } = open(['old'])
    const added = ['a', 'b', 'c'].map((token) => client.devices.add('ada', { token }))
    await Promise.all([...added, client.devices.remove('ada', 'old')])
    expect(tokens()).toEqual(['a', 'b', 'c'])
    expect((await client.users.get('ada')).devices).toEqual(
      added.map((_, index) => ({ token: 'abc'[index] })),
    )
  })

  it('are written only if the list changes', async () => {
    const { client, calls, tokens } = open(['old'])
    await client.devices.add('ada', { token: 'old' })
    await client.devices.remove('ada', 'gone')
    expect(calls.map(({ method }) => method)).toEqual(['GET', 'GET'])
    expect(tokens()).toEqual(['old'])
  })

  it('refuse a platform and a channel', async () => {
    const { client, calls } = open()
    const device = { token: 'a', platform: 'ios', channelId: 'b' }
    await expect(client.devices.add('ada', device)).rejects.toMatchObject({
      code: 'invalid',
      fields: {
        platform: expect.stringContaining('bare tokens'),
        channelId: expect.stringContaining('bare tokens'),
      },
    })
    expect(calls).toEqual([])
    await client.devices.add('ada', { token: 'a', platform: undefined })
  })
})

describe('Trophy events', () => {
  it('are counted once per idempotency key', async () => {
    const { client, fake, calls } = open()
    const event = { name: 'words', value: 750, idempotencyKey: 'once', properties: { genre: 'x' } }
    await client.events.track('ada', event)
    await client.events.track('ada', event)
    await client.events.track('ada', { name: 'words' })
    expect(fake.users.get('ada')?.totals).toEqual({ words: 751 })
    expect(calls[0]).toMatchObject({
      method: 'POST',
      url: 'https://api.trophy.so/v1/metrics/words/event',
      headers: { 'idempotency-key': 'once' },
      body: { user: { id: 'ada' }, value: 750, attributes: { genre: 'x' } },
    })
    expect(calls[2]?.headers).not.toHaveProperty('idempotency-key')
    expect(calls[2]?.body).toEqual({ user: { id: 'ada' }, value: 1 })
  })

  it('identify the user in the same request', async () => {
    const { client, fake, calls } = open()
    await client.events.track('grace', { name: 'words', user: { name: 'Grace', timezone: null } })
    expect(fake.users.get('grace')).toMatchObject({ name: 'Grace', tz: null })
    expect(calls).toHaveLength(1)
  })

  it('refuse a time and properties other than strings', async () => {
    const { client, calls } = open()
    const event = { name: 'words', at: '2026-05-31T09:30:00Z', properties: { genre: 1, x: 'y' } }
    const result = client.events.track('ada', event)
    await expect(result).rejects.toMatchObject({ code: 'invalid' })
    const error: unknown = await result.catch((reason: unknown) => reason)
    expect(Object.keys((error as { fields: object }).fields)).toEqual(['at', 'properties.genre'])
    expect(calls).toEqual([])
  })

  it('of an unknown metric are refused', async () => {
    const { client } = open()
    const result = client.events.track('ada', { name: 'no/such metric' })
    await expect(result).rejects.toMatchObject({ code: 'invalid', status: 422 })
  })
})
