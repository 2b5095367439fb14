import { describe, expect, it, vi } from 'vitest'
import type { UserPatch } from '../../../src/core/user/user.js'
import { problem } from './fake.json.js'
import { appId } from './onesignal.fake.js'
import { openOneSignal, openWithAnswers, toPath } from './onesignal.fixture.js'
import { skipPauses } from './skipPauses.js'

const usersPath = `/apps/${appId}/users`
const tooMany = { code: 'forbidden', message: expect.stringContaining('more tags than the plan') }

describe('users of the OneSignal adapter', () => {
  it('send the values of a patch only, with an id that needs encoding', async () => {
    const { client, writes, fake } = openOneSignal({
      users: { 'a/b c?#é': { tags: { team: 'red', notify_comments_email: '0' } } },
    })
    const user = await client.users.update('a/b c?#é', {
      timezone: 'Europe/London',
      traits: { plan: 'pro', team: null },
    })
    const properties = { timezone_id: 'Europe/London', tags: { plan: 'pro', team: '' } }
    expect(writes()).toEqual([['PATCH', toPath('a%2Fb%20c%3F%23%C3%A9'), { properties }]])
    expect(user).toMatchObject({ timezone: 'Europe/London', traits: { plan: 'pro' } })
    expect(fake.getTags('a/b c?#é')).toEqual({ plan: 'pro', notify_comments_email: '0' })
  })

  it('are updated if they are known, and created without tags if they are not', async () => {
    const { client, writes } = openOneSignal()
    const patch = { timezone: 'Europe/London', traits: { plan: 'pro' } }
    await client.users.identify('ada', patch)
    await client.users.identify('grace', patch)
    const [others, tags] = [{ timezone_id: 'Europe/London' }, { plan: 'pro' }]
    const created = { identity: { external_id: 'grace' }, properties: others }
    expect(writes()).toEqual([
      ['PATCH', toPath('ada'), { properties: { ...others, tags } }],
      ['POST', usersPath, created],
      ['PATCH', toPath('grace'), { properties: { tags } }],
    ])
  })

  it('are created with one request if there are no tags', async () => {
    const { client, writes } = openOneSignal()
    await client.users.identify('grace', { timezone: 'Europe/London' })
    await client.users.identify('mary', {})
    expect(writes().map(([method]) => method)).toEqual(['POST', 'POST'])
    expect(writes()[1]?.[2]).toEqual({ identity: { external_id: 'mary' } })
  })

  it('are sent nothing for an empty patch', async () => {
    const { client, writes } = openOneSignal()
    await client.users.identify('ada', {})
    await client.users.update('ada', {})
    expect(writes()).toEqual([])
  })

  it('keep the tags that another process created them with in between', async () => {
    const { client, fake } = openOneSignal({ users: { ada: { tags: { team: 'red' } } } })
    fake.answer(problem.notFound(), 'GET')
    await client.users.identify('ada', { timezone: 'Europe/London', traits: { plan: 'pro' } })
    expect(fake.getTags('ada')).toEqual({ team: 'red', plan: 'pro' })
  })

  it.each([{ identity: { external_id: 'grace' } }, {}, null, 'OK'])(
    'are created by a request that is answered with %j',
    async (body) => {
      const { client, calls } = openWithAnswers([{ status: 404 }, { status: 202, body }])
      const user = await client.users.identify('grace', { timezone: 'Europe/London' })
      expect(user).toMatchObject({ id: 'grace', timezone: 'Europe/London' })
      expect(calls.map(({ method }) => method)).toEqual(['GET', 'POST'])
    },
  )

  it('are found a moment after they were created', async () => {
    const { client, fake, writes } = openOneSignal()
    fake.answer(problem.notFound(), 'PATCH')
    fake.answer(problem.notFound(), 'PATCH')
    await skipPauses(async () => client.users.identify('grace', { traits: { plan: 'pro' } }))
    expect(writes().map(([method]) => method)).toEqual(['POST', 'PATCH', 'PATCH', 'PATCH'])
    expect(fake.getTags('grace')).toEqual({ plan: 'pro' })
  })

  it('are written again where OneSignal limits the writes of one user', async () => {
    const { client, fake } = openOneSignal()
    for (const id of ['ada', 'grace']) {
      fake.limit('1', 'PATCH')
      await skipPauses(async () => client.users.identify(id, { traits: { plan: 'pro' } }))
      expect(fake.getTags(id)).toEqual({ plan: 'pro' })
    }
  })

  it.each([
    ['60', 1],
    ['3', 2],
    ['1', 3],
  ])('wait at most four seconds in all for limits of %s s', async (seconds, requests) => {
    const { client, fake, writes } = openOneSignal()
    for (let count = 0; count < 9; count += 1) fake.limit(seconds, 'PATCH')
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      const update = client.users.update('ada', { traits: { plan: 'pro' } })
      const error = update.catch((thrown: unknown) => thrown)
      await vi.advanceTimersByTimeAsync(4000)
      const retryAfter = Number(seconds) * 1000
      expect(await error).toMatchObject({ code: 'rate-limited', status: 429, retryAfter })
    } finally {
      vi.useRealTimers()
    }
    expect(writes()).toHaveLength(requests)
  })

  it('refuse an id that OneSignal does not store', async () => {
    const { client } = openOneSignal({ blockedIds: ['1'] })
    const identify = client.users.identify('1', { traits: { plan: 'pro' } })
    await expect(identify).rejects.toMatchObject({
      code: 'invalid',
      fields: { id: 'is not accepted by OneSignal as an external id' },
    })
  })

  it('have the other tags as traits, their addresses, and no tokens', async () => {
    const { client } = openWithAnswers([
      {
        body: {
          identity: { external_id: 'ada', onesignal_id: 'os' },
          properties: {
            tags: { plan: 'pro', seats: 3, beta: true, empty: '', notify_digest_email: '1' },
            language: 'de',
            country: 'GB',
          },
          subscriptions: [
            { id: '1', type: 'ChromePush', token: 'sentinel', enabled: true },
            { id: '2', type: 'Email', token: 'old@example.com', enabled: false },
            { id: '3', type: 'Email', token: 'ada@example.com', enabled: true },
            { id: '4', type: 'SMS', token: '+442079460018', enabled: false },
            { id: '5', type: 'Email' },
          ],
        },
      },
    ])
    const user = await client.users.get('ada')
    expect(user).toEqual({
      id: 'ada',
      email: 'ada@example.com',
      phone: '+442079460018',
      locale: 'de',
      traits: { plan: 'pro', seats: '3', beta: 'true' },
      rest: { identity: { onesignal_id: 'os' }, properties: { country: 'GB' } },
    })
  })

  it('refuse a locale before a request, because OneSignal refuses some languages', async () => {
    const { client, calls, adapter } = openOneSignal()
    expect(adapter.fields.locale).toEqual({ read: true, write: false, clear: false })
    const fields = { locale: 'cannot be stored at this service' }
    for (const call of [client.users.update, client.users.identify])
      await expect(call('ada', { locale: 'is' })).rejects.toMatchObject({ code: 'invalid', fields })
    expect(calls).toEqual([])
  })

  it.each<[string, UserPatch]>([
    ['a tag of a preference', { traits: { notify_digest_email: '1' } }],
    ['a reserved name', { traits: { journey: 'x' } }],
    ['an empty text', { traits: { plan: '' } }],
  ])('refuse %s before a request', async (_, patch) => {
    const { client, calls } = openOneSignal()
    for (const call of [client.users.update('ada', patch), client.users.identify('ada', patch)]) {
      const [path = ''] = Object.keys(patch.traits ?? {})
      const fields = { [`traits.${path}`]: expect.any(String) as string }
      await expect(call).rejects.toMatchObject({ code: 'invalid', fields })
    }
    const { failed } = await client.users.identifyMany([{ id: 'ada', ...patch }])
    expect(failed.map(({ error }) => error.code)).toEqual(['invalid'])
    expect(calls).toEqual([])
  })

  it.each(['code', 'text'] as const)(
    'report the limit of tags by its %s, and write nothing',
    async (limitError) => {
      const users = { ada: { tags: { a: '1', b: '2' } } }
      const { client, fake, writes } = openOneSignal({ users, maxTags: 2, limitError })
      const update = client.users.update('ada', { traits: { c: '3', a: '4' } })
      await expect(update).rejects.toMatchObject(tooMany)
      await expect(client.users.identify('ada', { traits: { c: '3' } })).rejects.toMatchObject(
        tooMany,
      )
      expect(fake.getTags('ada')).toEqual({ a: '1', b: '2' })
      expect(writes()).toHaveLength(2)
    },
  )

  it('quote nothing of an error', async () => {
    const { client, fake } = openOneSignal({ maxTags: 0 })
    fake.answer(problem.badRequest(), 'PATCH')
    for (const code of ['invalid', 'forbidden']) {
      const update = client.users.update('ada', { traits: { plan: 'pro' } })
      const error: unknown = await update.catch((thrown: unknown) => thrown)
      expect(error).toMatchObject({ code })
      const texts = [error, String(error), (error as Error).cause]
      expect(JSON.stringify(texts)).not.toContain('sentinel')
    }
  })

  it('accept another name of the same time zone', async () => {
    const { client } = openOneSignal({ updated: 'all', renamesZones: true })
    const user = await client.users.update('ada', { timezone: 'Asia/Kolkata' })
    expect(user.timezone).toBe('Asia/Kolkata')
  })

  it('accept another notation of a number', async () => {
    const { client, calls } = openWithAnswers([
      { body: { identity: { external_id: 'ada' } } },
      { status: 202, body: { properties: { tags: { score: 1.5 } } } },
    ])
    const user = await client.users.update('ada', { traits: { score: '1.50' } })
    expect(user.traits).toEqual({ score: '1.50' })
    expect(calls).toHaveLength(2)
  })

  it('are refused with more than 100 changes at once, and nothing is written', async () => {
    const { client, fake, writes } = openOneSignal()
    const traits = Object.fromEntries(Array.from({ length: 101 }, (_, n) => [`t${n}`, 'x']))
    const update = client.users.update('ada', { traits })
    await expect(update).rejects.toMatchObject({ code: 'invalid', status: 400 })
    expect([writes().length, fake.getTags('ada')]).toEqual([1, {}])
  })

  it('run the writes of one user one after the other', async () => {
    const { client, calls } = openOneSignal()
    await Promise.all(['a', 'b'].map((plan) => client.users.update('ada', { traits: { plan } })))
    expect(calls.map(({ method }) => method)).toEqual(['GET', 'PATCH', 'GET', 'PATCH'])
  })

  it.each([
    [400, 'invalid'],
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [409, 'conflict'],
    [429, 'rate-limited'],
    [500, 'service'],
    [503, 'service'],
  ])('are never taken as deleted or unknown for the status %i', async (status, code) => {
    const { client, calls } = openWithAnswers(Array.from({ length: 9 }, () => ({ status })))
    for (const call of [
      async () => client.users.get('ada'),
      async () => client.users.delete('ada'),
      async () => client.users.identify('ada', { traits: { plan: 'pro' } }),
      async () => client.devices.remove('ada', 'token'),
    ])
      await expect(skipPauses<unknown>(call)).rejects.toMatchObject({ code, status })
    // A deletion beyond the limit of writes is repeated.
    const others = calls.filter(({ method }) => method !== 'DELETE')
    expect(others.map(({ method }) => method)).toEqual(['GET', 'GET', 'GET'])
  })

  it('refuse the answer about another user, and one without a user', async () => {
    const bodies = [{ identity: { external_id: 'grace' } }, {}, { identity: {} }, []]
    const { client } = openWithAnswers(bodies.map((body) => ({ body })))
    for (const _ of bodies)
      await expect(client.users.get('ada')).rejects.toMatchObject({ code: 'bad-answer' })
  })

  it('refuse the answer to a create that is about another user', async () => {
    const { client } = openWithAnswers([
      { status: 404 },
      { status: 201, body: { identity: { external_id: 'grace' } } },
    ])
    await expect(client.users.identify('ada', {})).rejects.toMatchObject({ code: 'bad-answer' })
  })

  it('refuse an error with a success status', async () => {
    const error = { errors: ['sentinel'] }
    const user = { body: { identity: { external_id: 'ada' } } }
    const { client } = openWithAnswers([
      { body: error },
      { body: { success: false } },
      user,
      { status: 202, body: error },
      { status: 404 },
      { status: 202, body: error },
    ])
    for (const call of [
      () => client.users.delete('ada'),
      () => client.users.delete('ada'),
      () => client.users.update('ada', { traits: { plan: 'pro' } }),
      () => client.users.identify('ada', {}),
    ])
      await expect(call()).rejects.toMatchObject({ code: 'bad-answer' })
  })
})

describe('identifyMany of the OneSignal adapter', () => {
  it('reads no users, and keeps the tags of known ones', async () => {
    const users = { ada: { tags: { team: 'red', notify_digest_email: '0' } } }
    const { client, calls, fake } = openOneSignal({ users })
    const result = await client.users.identifyMany([
      { id: 'ada', traits: { plan: 'pro' } },
      { id: 'grace', timezone: 'Europe/London' },
      { id: 'mary', traits: { plan: 'free' } },
    ])
    expect(result).toEqual({ done: 3, failed: [] })
    const methods = calls.map(({ method }) => method)
    expect([...methods].sort()).toEqual(['PATCH', 'PATCH', 'POST', 'POST', 'POST'])
    expect(fake.getTags('ada')).toEqual({ team: 'red', notify_digest_email: '0', plan: 'pro' })
    expect(fake.users.get('grace')?.others).toEqual({ timezone_id: 'Europe/London' })
    expect(fake.getTags('mary')).toEqual({ plan: 'free' })
  })
})

describe('initial preferences of the OneSignal adapter', () => {
  it('are saved with the traits, in one request', async () => {
    const { client, writes } = openOneSignal()
    const preferences = [{ type: 'digest', channel: 'email', enabled: true }]
    await client.users.identify('ada', { traits: { plan: 'pro' } }, { preferences })
    const tags = { plan: 'pro', notify_digest_email: '1' }
    expect(writes()).toEqual([['PATCH', toPath('ada'), { properties: { tags } }]])
  })

  it('are checked before anything is sent', async () => {
    const { client, calls } = openOneSignal()
    const preferences = [{ channel: 'email', enabled: false }]
    const saved = client.users.identify('new', { timezone: 'Europe/London' }, { preferences })
    await expect(saved).rejects.toMatchObject({ code: 'unsupported' })
    expect(calls).toEqual([])
  })
})
