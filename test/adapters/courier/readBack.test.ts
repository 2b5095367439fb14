import { describe, expect, it } from 'vitest'
import { getSetting } from '../../../src/core/preferences/preferences.js'
import type { CourierFakeOptions } from './courier.fake.js'
import { openCourier } from './courier.fixture.js'
import type { FakeChoice } from './fake.preferences.js'
import { skipPauses } from './skipPauses.js'

const email = { type: 'news', channel: 'email' }

const turnOff = (options: CourierFakeOptions) => {
  const { client } = openCourier(options)
  return skipPauses(() => client.preferences.update('ada', { ...email, enabled: false }))
}

const withRouting = (...custom_routing: string[]): FakeChoice => ({
  status: 'OPTED_IN',
  has_custom_routing: true,
  custom_routing,
})

describe('a choice that is read after its write', () => {
  it.each<[string, CourierFakeOptions['stores']]>([
    ['nothing', () => undefined],
    ['another status', (choice) => ({ ...choice, status: 'OPTED_OUT' })],
    ['no channels, without Channel Delivery Customization', ({ status }) => ({ status })],
    ['fewer other channels', () => withRouting('push')],
    ['more other channels', () => withRouting('push', 'inbox', 'sms')],
    ['other channels', () => withRouting('push', 'sms')],
    ['an unreadable status', (choice) => ({ ...choice, status: 'PAUSED' })],
  ])('fails if Courier stored %s', async (_, stores) => {
    await expect(turnOff(stores ? { stores } : {})).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('Channel Delivery Customization') as string,
    })
  })

  it('fails if Courier no longer has its topic', async () => {
    const { client, fake } = openCourier({
      stores: (choice) => {
        fake.answers.set('GET /users/ada/preferences/news', 404)
        return choice
      },
    })
    const update = skipPauses(() => client.preferences.update('ada', { ...email, enabled: false }))
    await expect(update).rejects.toMatchObject({ code: 'conflict' })
  })

  it('fails if Courier drops the stored channels of a topic with one switch', async () => {
    const { client } = openCourier({
      choices: { ada: { tips: { ...withRouting('sms'), status: 'OPTED_OUT' } } },
      stores: ({ status }) => ({ status }),
    })
    const update = skipPauses(() =>
      client.preferences.update('ada', { type: 'tips', enabled: true }),
    )
    await expect(update).rejects.toMatchObject({ code: 'conflict' })
  })

  it('is saved if Courier keeps no choice that equals the default', async () => {
    const { client } = openCourier({
      choices: { ada: { tips: { status: 'OPTED_OUT' } } },
      stores: (choice, topic) => (choice.status === topic.default_status ? undefined : choice),
    })
    const saved = await client.preferences.update('ada', { type: 'tips', enabled: true })
    expect(getSetting(saved, { type: 'tips' })?.state).toBe('on')
  })

  it('is saved if Courier stores the channels in another order', async () => {
    const saved = await turnOff({ stores: () => withRouting('inbox', 'push') })
    expect(getSetting(saved, email)?.state).toBe('off')
  })

  it.each([1, 3])('may be shown late, after %i old reads', async (lag) => {
    const saved = await turnOff({ lag })
    expect(getSetting(saved, email)?.state).toBe('off')
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
    const reset = skipPauses(() => client.preferences.reset('ada', { onUnreadable: () => {} }))
    await expect(reset).rejects.toMatchObject({ code: 'conflict' })
  })

  it.each([400, 500])('fails if Courier answers %i', async (status) => {
    const { client } = openCourier({ choices, answers: { 'PUT /users/ada/preferences$': status } })
    await expect(client.preferences.reset('ada')).rejects.toMatchObject({ status })
  })
})
