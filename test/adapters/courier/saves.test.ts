import { describe, expect, it } from 'vitest'
import { getSetting } from '../../../src/core/preferences/preferences.js'
import type { WriteReport } from '../../../src/core/requestOptions.js'
import type { CourierFakeOptions } from './courier.fake.js'
import { openCourier, openFailingReads } from './courier.fixture.js'
import { toKey, type FakeChoice } from './fake.preferences.js'

const email = { type: 'news', channel: 'email' }

const withRouting = (...custom_routing: string[]): FakeChoice => ({
  status: 'OPTED_IN',
  has_custom_routing: true,
  custom_routing,
})

describe('a choice that Courier accepted', () => {
  it.each([400, 403, 404, 429, 503])(
    'is not read again, so that an answer %i to a read cannot deny it',
    async (status) => {
      const { client, fake } = openFailingReads(status)
      const saved = await client.preferences.update('ada', { ...email, enabled: false })
      expect(getSetting(saved, email)).toEqual({ state: 'off', default: true })
      expect(fake.choices.get(toKey('ada', null))?.get('news')).toEqual(
        withRouting('push', 'inbox'),
      )
    },
  )

  it('is no refusal in a batch whose later reads fail', async () => {
    const { client, fake } = openFailingReads(429)
    const reports: WriteReport[] = []
    const changes = [
      { ...email, enabled: false },
      { type: 'offers', channel: 'email', enabled: true },
    ]
    await client.preferences.update('ada', changes, { onReport: (item) => reports.push(item) })
    expect(reports).toEqual([])
    expect([...(fake.choices.get(toKey('ada', null))?.keys() ?? [])]).toEqual(['news', 'offers'])
  })

  it('is saved also where another process changed the topic after it', async () => {
    const { client } = openCourier({ stores: () => withRouting('sms') })
    const saved = await client.preferences.update('ada', { ...email, enabled: false })
    expect(getSetting(saved, email)?.state).toBe('off')
  })

  it('is read with all others before the write, in two requests', async () => {
    const { client, calls } = openCourier()
    await client.preferences.update('ada', { ...email, enabled: false })
    expect(calls.map(({ method }) => method)).toEqual(['GET', 'GET', 'PUT'])
  })

  it('is shown as the next read shows it', async () => {
    const { client } = openCourier({ choices: { ada: { tips: { status: 'OPTED_OUT' } } } })
    const changes = [
      { type: 'tips', enabled: true },
      { ...email, enabled: false },
      { type: 'news', channel: 'push', enabled: false },
      { type: 'news', channel: 'in_app', enabled: false },
    ]
    const saved = await client.preferences.update('ada', changes)
    expect(saved).toEqual(await client.preferences.get('ada'))
  })

  it('is not saved if the topic is unknown to Courier at the write, and the user is not', async () => {
    const { client } = openCourier({ answers: { 'PUT /users/ada/preferences/news': 404 } })
    const update = client.preferences.update('ada', { ...email, enabled: false })
    await expect(update).rejects.toMatchObject({ code: 'invalid', status: 404 })
  })
})

describe('a reset', () => {
  const choices = { ada: { news: { status: 'OPTED_OUT' } } }

  it.each(['choices', 'all'] as const)(
    'deletes all choices, if Courier lists %s',
    async (lists) => {
      const { client, fake } = openCourier({ choices, lists })
      const saved = await client.preferences.reset('ada')
      expect(getSetting(saved, email)).toMatchObject({ default: true })
      expect(fake.choices.size).toBe(0)
    },
  )

  it('within a tenant is done if its answer says so, whatever the user has outside', async () => {
    const items = [{ topic_id: 'news', status: 'OPTED_OUT', default_status: 'OPTED_IN' }]
    const answers = { 'GET /users/ada/preferences.tenant_id=acme$': { items } }
    const { client } = openCourier({ choices, answers }, { tenantId: 'acme' })
    const saved = await client.preferences.reset('ada')
    expect(getSetting(saved, { type: 'news' })?.state).toBe('off')
  })

  it.each<[string, CourierFakeOptions]>([
    ['keeps a choice', { resets: false }],
    ['keeps a choice and does not say so', { resets: false, namesLeft: false }],
    ['answers 404 and has a choice', { answers: { 'PUT /users/ada/preferences$': 404 } }],
    ['lists a topic whose status is the default', { namesLeft: false, lists: 'all' }],
    [
      'lists something unreadable',
      {
        namesLeft: false,
        answers: { 'GET /users/ada/preferences$': { items: [{ topic_id: 'news' }] } },
      },
    ],
    [
      'lists chosen channels',
      {
        resets: false,
        choices: { ada: { news: withRouting('email') } },
      },
    ],
  ])('fails if Courier %s', async (_, options) => {
    const { client } = openCourier({ choices, ...options })
    const reset = client.preferences.reset('ada', { onUnreadable: () => {} })
    await expect(reset).rejects.toMatchObject({ code: 'conflict' })
  })

  it.each([400, 500])('fails if Courier answers %i', async (status) => {
    const { client } = openCourier({ choices, answers: { 'PUT /users/ada/preferences$': status } })
    await expect(client.preferences.reset('ada')).rejects.toMatchObject({ status })
  })

  it.each([400, 403, 429, 503])(
    'is no refusal if a read after it is answered with %i',
    async (status) => {
      for (const namesLeft of [true, false]) {
        const { client, fake } = openFailingReads(status, /^PUT /, { choices, namesLeft })
        const reset = client.preferences.reset('ada')
        await expect(reset).rejects.toMatchObject({ code: 'bad-answer', status })
        expect(fake.choices.size).toBe(0)
      }
    },
  )
})
