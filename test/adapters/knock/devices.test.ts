import { describe, expect, it } from 'vitest'
import type { JsonMap } from './fake.json.js'
import { openKnock } from './knock.fixture.js'

const push = '8209f26c-62a5-461d-95e2-a5716a26e652'
const other = '2f641633-95d3-4555-9222-9f1eb7888a80'

const open = (data?: JsonMap, deviceChannels = [push]) => {
  const opened = openKnock({}, { deviceChannels })
  if (data) opened.fake.channelData.set('ada', new Map([[push, data]]))
  const stored = (channel = push) => opened.fake.channelData.get('ada')?.get(channel)
  const writes = () => opened.calls.filter(({ method }) => method !== 'GET')
  return { ...opened, stored, writes }
}

describe('devices of the Knock adapter', () => {
  it('are absent without deviceChannels', () => {
    expect(openKnock().adapter.devices).toBeUndefined()
  })

  it('append a token to the only channel', async () => {
    const { client, stored, writes } = open()
    await client.devices.add('ada', { token: 'a' })
    await client.devices.add('ada', { token: 'b', channelId: push })
    await client.devices.add('ada', { token: 'a' })
    expect(stored()).toEqual({ tokens: ['a', 'b'] })
    expect(writes().map(({ body }) => body)).toEqual([
      { data: { tokens: ['a'] } },
      { data: { tokens: ['a', 'b'] } },
    ])
  })

  it('keep other data of a device and unknown data of the channel', async () => {
    const devices = [{ token: 'a', locale: 'de', timezone: null, model: 'x' }]
    const { client, stored } = open({ devices, tokens: ['a', 'b'], note: { kept: true } })
    await client.devices.add('ada', { token: 'c' })
    const note = { kept: true }
    expect(stored()).toEqual({ note, devices: [...devices, { token: 'b' }, { token: 'c' }] })
    await client.devices.remove('ada', 'a')
    expect(stored()).toEqual({ note, devices: [{ token: 'b' }, { token: 'c' }] })
    for (const token of ['b', 'c']) await client.devices.remove('ada', token)
    expect(stored()).toEqual({ note, tokens: [] })
  })

  it('read null lists as empty', async () => {
    const { client, stored } = open({ tokens: null, devices: null })
    await client.devices.add('ada', { token: 'a' })
    expect(stored()).toEqual({ tokens: ['a'] })
  })

  it('keep all tokens that are added at the same time', async () => {
    const { client, stored } = open()
    const tokens = ['a', 'b', 'c', 'd']
    await Promise.all(tokens.map((token) => client.devices.add('ada', { token })))
    expect(stored()).toEqual({ tokens })
  })

  it('are removed from every channel, without a write to a channel that lacks them', async () => {
    const { client, stored, writes } = open({ tokens: ['a', 'b'] }, [push, other])
    await client.devices.remove('ada', 'b')
    expect(stored()).toEqual({ tokens: ['a'] })
    expect(writes()).toHaveLength(1)
    await client.devices.remove('stranger', 'b')
    expect(writes()).toHaveLength(1)
  })

  it('refuse a token without one of the configured channels', async () => {
    const { client, calls } = open(undefined, [push, other])
    for (const channelId of [undefined, '00000000-0000-0000-0000-000000000000'])
      await expect(client.devices.add('ada', { token: 'a', channelId })).rejects.toMatchObject({
        code: 'invalid',
        fields: { channelId: expect.any(String) },
      })
    expect(calls).toEqual([])
  })

  it.each([{ player_ids: ['p'] }, { target_arns: ['arn'] }, { devices: [{ target_arn: 'arn' }] }])(
    'refuse a channel with data of another kind: %j',
    async (data) => {
      const { client, stored } = open(data)
      const addition = client.devices.add('ada', { token: 'a' })
      await expect(addition).rejects.toMatchObject({ code: 'unsupported' })
      expect(stored()).toEqual(data)
    },
  )
})
