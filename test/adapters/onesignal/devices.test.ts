import { describe, expect, it } from 'vitest'
import { appId } from './onesignal.fake.js'
import { openOneSignal, openWithAnswers, toPath } from './onesignal.fixture.js'

const path = `${toPath('ada')}/subscriptions`
const ios = { id: '1', type: 'iOSPush', token: 'a', enabled: true }

describe('devices of the OneSignal adapter', () => {
  it('are push subscriptions, and are removed by their id', async () => {
    const { client, writes, fake } = openOneSignal()
    await client.devices.add('ada', { token: 'a', platform: 'ios' })
    await client.devices.add('ada', { token: 'b', platform: 'android' })
    await client.devices.add('ada', { token: 'c', channelId: 'HuaweiPush' })
    await client.devices.remove('ada', 'b')
    const add = (type: string, token: string) => [
      'POST',
      path,
      { subscription: { type, token, enabled: true } },
    ]
    expect(writes()).toEqual([
      add('iOSPush', 'a'),
      add('AndroidPush', 'b'),
      add('HuaweiPush', 'c'),
      ['DELETE', `/apps/${appId}/subscriptions/sub-2`, undefined],
    ])
    expect(fake.users.get('ada')?.subscriptions.map(({ token }) => token)).toEqual(['a', 'c'])
  })

  it('stay off where the user turned one off', async () => {
    const subscriptions = [{ ...ios, enabled: false }]
    const { client, writes } = openOneSignal({ users: { ada: { subscriptions } } })
    await client.devices.add('ada', { token: 'a', platform: 'ios' })
    expect(writes()).toEqual([])
  })

  it('are told apart by type', async () => {
    const { client, fake } = openOneSignal({ users: { ada: { subscriptions: [ios] } } })
    await client.devices.add('ada', { token: 'a', platform: 'android' })
    const found = fake.users.get('ada')?.subscriptions.map(({ type }) => type)
    expect(found).toEqual(['iOSPush', 'AndroidPush'])
  })

  it('move from another user', async () => {
    const { client, fake } = openOneSignal({
      users: { ada: {}, grace: { subscriptions: [ios] } },
    })
    await client.devices.add('ada', { token: 'a', platform: 'ios' })
    expect(fake.users.get('grace')?.subscriptions).toEqual([])
    expect(fake.users.get('ada')?.subscriptions).toMatchObject([{ token: 'a' }])
  })

  it('leave addresses and tokens of other users', async () => {
    const email = { id: '2', type: 'Email', token: 'a', enabled: true }
    const { client, writes } = openOneSignal({
      users: { ada: { subscriptions: [email] }, grace: { subscriptions: [ios] } },
    })
    await client.devices.remove('ada', 'a')
    expect(writes()).toEqual([])
  })

  it('are not removed if an entry of the list is unreadable', async () => {
    const identity = { external_id: 'ada' }
    const { client, calls } = openWithAnswers([
      { body: { identity, subscriptions: [{ id: 7, type: 'iOSPush', token: 'a' }] } },
      { body: { identity, subscriptions: {} } },
    ])
    for (const _ of [1, 2]) {
      const remove = client.devices.remove('ada', 'a')
      await expect(remove).rejects.toMatchObject({ code: 'bad-answer' })
    }
    expect(calls.map(({ method }) => method)).toEqual(['GET', 'GET'])
  })

  it('are removed where another process removed one in between', async () => {
    const { client, fake } = openOneSignal({ users: { ada: { subscriptions: [ios] } } })
    fake.answer({ status: 404 }, 'DELETE')
    await expect(client.devices.remove('ada', 'a')).resolves.toBeUndefined()
  })

  it('reject an unknown user with not-found, and remove nothing of one', async () => {
    const { client, writes } = openOneSignal()
    const add = client.devices.add('stranger', { token: 'a', platform: 'ios' })
    await expect(add).rejects.toMatchObject({ code: 'not-found' })
    await client.devices.remove('stranger', 'a')
    expect(writes()).toEqual([])
  })

  it('report that the user has no more room', async () => {
    const subscriptions = Array.from({ length: 20 }, (_, n) => ({
      ...ios,
      id: `${n}`,
      token: `${n}`,
    }))
    const { client } = openOneSignal({ users: { ada: { subscriptions } } })
    const add = client.devices.add('ada', { token: 'a', platform: 'ios' })
    await expect(add).rejects.toMatchObject({ code: 'conflict' })
  })

  it.each([
    [{ token: 'a' }, 'platform'],
    [{ token: 'a', platform: 'web' }, 'platform'],
    [{ token: 'a', platform: 'ios', channelId: 'ChromePush' }, 'channelId'],
    [{ token: 'a', channelId: 'Email' }, 'channelId'],
  ])('refuse %j before a request', async (device, name) => {
    const { client, calls } = openOneSignal()
    const fields = { [name]: expect.any(String) as string }
    const add = client.devices.add('ada', device)
    await expect(add).rejects.toMatchObject({ code: 'invalid', fields })
    expect(calls).toEqual([])
  })
})
