import { afterEach, describe, expect, it, vi } from 'vitest'
import { getSetting } from '../../../src/core/preferences/preferences.js'
import { createOneSignalFake } from './onesignal.fake.js'
import { openOneSignal } from './onesignal.fixture.js'
import { skipPauses } from './skipPauses.js'

const email = { type: 'digest', channel: 'email' }
const sms = { type: 'digest', channel: 'sms' }
const comments = { type: 'comments', channel: 'email' }

afterEach(() => void vi.useRealTimers())

/** Opens an adapter, and another process that sets the switch of the email digest. */
function open() {
  const { client, fake } = openOneSignal({ users: { ada: {}, grace: {} } })
  return {
    client,
    fake,
    set: async (enabled: boolean | null, target = email, id = 'ada') =>
      client.preferences.update(id, { ...target, enabled }),
    get: async (target = email, id = 'ada') =>
      getSetting(await client.preferences.get(id), target)?.state,
    setElsewhere: (value: string, id = 'ada') =>
      void fake.users.set(id, {
        tags: { notify_digest_email: value },
        others: {},
        subscriptions: [],
      }),
  }
}

describe('recent writes of the OneSignal adapter', () => {
  it('are shown for five seconds, whatever the clock shows', async () => {
    const { set, get, setElsewhere } = open()
    vi.useFakeTimers({ toFake: ['Date', 'performance'] })
    await set(true)
    setElsewhere('0')
    vi.setSystemTime(Date.now() - 3_600_000)
    vi.advanceTimersByTime(4000)
    expect(await get()).toBe('on')
    vi.advanceTimersByTime(2000)
    expect(await get()).toBe('off')
  })

  it('are not shown longer because the user makes other changes', async () => {
    const { set, get, setElsewhere } = open()
    vi.useFakeTimers({ toFake: ['performance'] })
    await set(true)
    setElsewhere('0')
    const shown: unknown[] = []
    for (const enabled of [true, false, true]) {
      vi.advanceTimersByTime(3000)
      const saved = await set(enabled, sms)
      shown.push(getSetting(saved, email)?.state)
    }
    expect(shown).toEqual(['on', 'off', 'off'])
    expect(await get(sms)).toBe('on')
  })

  it('have a time for each user', async () => {
    const { set, get, setElsewhere } = open()
    vi.useFakeTimers({ toFake: ['performance'] })
    for (const id of ['ada', 'grace', 'ada']) {
      await set(true, email, id)
      vi.advanceTimersByTime(2000)
    }
    for (const id of ['ada', 'grace']) setElsewhere('0', id)
    vi.advanceTimersByTime(1500)
    expect([await get(), await get(email, 'grace')]).toEqual(['on', 'off'])
  })

  it('hide no later value of another process once a read has shown them', async () => {
    const { set, get, setElsewhere } = open()
    await set(true)
    expect(await get()).toBe('on')
    setElsewhere('0')
    expect(await get()).toBe('off')
  })

  it('are shown in their order, also if a read shows an earlier one', async () => {
    const { set, get, fake, setElsewhere } = open()
    await set(true)
    fake.state.oldReads = 1
    await set(false)
    fake.state.oldReads = 1
    expect([await get(), await get()]).toEqual(['off', 'off'])
    expect(fake.getTags('ada')).toEqual({ notify_digest_email: '0' })
    setElsewhere('1')
    expect(await get()).toBe('on')
  })

  it('are shown in their order, also if a read shows none of them or the last one', async () => {
    const { set, get, fake } = open()
    await set(true)
    fake.state.oldReads = 1
    await set(false)
    const unchanged = { identity: { external_id: 'ada' }, properties: {} }
    fake.answer({ status: 200, body: unchanged }, 'GET')
    expect([await get(), await get()]).toEqual(['off', 'off'])
  })

  it('are kept if a later write is refused', async () => {
    const { set, get, fake } = open()
    await set(true)
    fake.state.oldReads = 9
    fake.limit('60', 'PATCH')
    await expect(set(false)).rejects.toMatchObject({ code: 'rate-limited' })
    expect(await get()).toBe('on')
  })

  it('are not shown where the result of a later one is unknown', async () => {
    const { client, set, get, fake, setElsewhere } = open()
    const changes = [comments, email].map((target) => ({ ...target, enabled: true }))
    await client.preferences.update('ada', changes)
    setElsewhere('0')
    fake.answer({ status: 504 }, 'PATCH')
    await expect(set(false)).rejects.toMatchObject({ status: 504 })
    expect([await get(), await get(comments)]).toEqual(['off', 'on'])
  })

  it('are not shown after the user was deleted', async () => {
    const { client, fake, set, get } = open()
    await set(true)
    await client.users.delete('ada')
    fake.users.set('ada', { tags: {}, others: {}, subscriptions: [] })
    expect(await get()).toBe('unset')
    await client.users.identify('new', {})
    await client.users.delete('new')
    await expect(client.users.get('new')).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('a new user whom OneSignal does not find yet', () => {
  it('has the identity and what was written, for five seconds', async () => {
    const { client, fake, get } = open()
    vi.useFakeTimers({ toFake: ['performance'] })
    const preferences = [{ ...email, enabled: false }]
    const patch = { timezone: 'Europe/London', traits: { plan: 'pro' } }
    await client.users.identify('new', patch, { preferences })
    fake.state.missedRequests = 2
    expect(await get(email, 'new')).toBe('off')
    expect(await client.users.get('new')).toMatchObject({ id: 'new', ...patch })
    // Another server may not know the user although one did.
    expect(await get(email, 'new')).toBe('off')
    fake.state.missedRequests = 2
    expect((await client.users.get('new')).id).toBe('new')
    vi.advanceTimersByTime(6000)
    await expect(client.users.get('new')).rejects.toMatchObject({ code: 'not-found' })
  })

  it('keeps what was written if it is identified again', async () => {
    const { client, fake } = open()
    const traits = { plan: 'pro' }
    await client.users.identify('new', { traits })
    fake.state.missedRequests = 1
    expect((await client.users.identify('new', {})).traits).toEqual(traits)
    fake.state.missedRequests = 1
    expect((await client.users.get('new')).traits).toEqual(traits)
  })

  it('is deleted as soon as OneSignal finds the user', async () => {
    const { client, fake } = open()
    await client.users.identify('new', {})
    fake.state.missedRequests = 3
    await skipPauses(async () => client.users.delete('new'))
    expect(fake.users.has('new')).toBe(false)
    await expect(client.users.get('new')).rejects.toMatchObject({ code: 'not-found' })
  })

  it('is not taken as deleted if OneSignal does not find the user for seconds', async () => {
    const { client, fake } = open()
    await client.users.identify('new', {})
    fake.state.missedRequests = 99
    const deletion = skipPauses(async () => client.users.delete('new'))
    await expect(deletion).rejects.toMatchObject({ code: 'service', status: 404 })
    expect(fake.users.has('new')).toBe(true)
    fake.state.missedRequests = 1
    await skipPauses(async () => client.users.delete('new'))
    expect(fake.users.has('new')).toBe(false)
  })

  it('is deleted if the answer to the first deletion was lost', async () => {
    const fake = createOneSignalFake({ users: { ada: {} } })
    let isLost = false
    const { client } = openOneSignal(
      {},
      {
        fetch: async (input, init) => {
          const answer = await fake.fetch(input, init)
          if (init?.method !== 'DELETE' || isLost) return answer
          isLost = true
          return new Response('', { status: 502 })
        },
      },
    )
    await client.users.identify('new', {})
    await expect(client.users.delete('new')).rejects.toMatchObject({ status: 502 })
    await client.users.delete('new')
    await expect(client.users.get('new')).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('users.delete of the OneSignal adapter', () => {
  it('asks once for a user whom this process did not create', async () => {
    const { client, fake } = open()
    fake.state.missedRequests = 9
    await client.users.delete('ada')
    expect(fake.state.missedRequests).toBe(8)
  })

  it('waits for the limit of writes', async () => {
    const { client, fake } = open()
    fake.limit('1', 'DELETE')
    await skipPauses(async () => client.users.delete('ada'))
    expect(fake.users.has('ada')).toBe(false)
  })
})
