import { describe, expect, it } from 'vitest'
import { createTrophyAdapter } from '../../../src/adapters/trophy/trophy.js'
import { createAdminClient } from '../../../src/core/adminClient.js'
import { record } from '../recorder.js'
import { createTrophyFake, type TrophyFakeOptions } from './trophy.fake.js'

function open(options: TrophyFakeOptions = {}, spoil?: (body: unknown) => Response | undefined) {
  const fake = createTrophyFake({ users: [{ id: 'ada' }], ...options })
  const { fetch, calls } = record(async (input) => {
    const request = input as Request
    const text = await request.clone().text()
    const spoiled = text === '' ? undefined : spoil?.(JSON.parse(text))
    return spoiled ?? fake.fetch(request)
  })
  const client = createAdminClient(createTrophyAdapter({ apiKey: fake.adminKey, fetch }))
  const sent = () => calls.flatMap(({ body }) => (body === undefined ? [] : [body]))
  return { client, calls, sent, stored: () => fake.users.get('ada')?.streak }
}

describe('streak settings', () => {
  it('are on, of unknown mode and empty where nothing is set', async () => {
    const { client } = open()
    const unset = { enabled: true, metrics: [], daysOff: [] }
    expect(await client.streak.get('ada')).toEqual(unset)
    expect(await client.streak.update('ada', {})).toEqual(unset)
  })

  it('go out without `enabled`, which follows by itself', async () => {
    const { client, sent } = open()
    await client.streak.update('ada', { enabled: false, evaluationMode: 'and', daysOff: [0] })
    expect(sent()).toEqual([
      { streak: { evaluationMode: 'AND', daysOff: [0] } },
      { streak: { enabled: false } },
    ])
  })

  it('are locked without customization, and then nothing is saved', async () => {
    const { client, stored } = open({ canCustomize: false })
    const refused = client.streak.update('ada', { enabled: false, daysOff: [0] })
    await expect(refused).rejects.toMatchObject({ code: 'locked', status: 403 })
    expect(stored()).toBeUndefined()
    expect(await client.streak.update('ada', { enabled: false })).toMatchObject({ enabled: false })
  })

  it('say which half was saved where the second request fails', async () => {
    const isSecond = (body: unknown) => JSON.stringify(body).includes('enabled')
    const { client, stored } = open({}, (body) =>
      isSecond(body) ? Response.json({ error: 'Sorry' }, { status: 503 }) : undefined,
    )
    const failed = client.streak.update('ada', { enabled: false, daysOff: [0] })
    await expect(failed).rejects.toMatchObject({
      code: 'service',
      status: 503,
      fields: { enabled: expect.stringContaining('not saved') },
    })
    expect(stored()).toEqual({ daysOff: [0] })
  })

  it('name each metric and day once, whatever is stored, and can be changed', async () => {
    const metrics = [
      { key: 'words', threshold: 1 },
      { key: 'lessons', threshold: 0 },
      { key: 'words', threshold: 2 },
    ]
    const streak = { metrics, daysOff: [6, 0, 6, 7, -1, 1.5] }
    const { client, stored } = open({ users: [{ id: 'ada', streak }] })
    const read = await client.streak.get('ada')
    const once = [
      { key: 'words', threshold: 2 },
      { key: 'lessons', threshold: 0 },
    ]
    expect(read).toMatchObject({ metrics: once, daysOff: [6, 0] })
    const pages = { key: 'pages', threshold: 5 }
    await client.streak.update('ada', { metrics: [...read.metrics, pages], daysOff: [6, 0, 3] })
    expect(stored()).toEqual({ metrics: [...once, pages], daysOff: [6, 0, 3] })
  })

  it('are not mixed up by two changes at once', async () => {
    const { client, sent } = open()
    await Promise.all([
      client.streak.update('ada', { enabled: false, daysOff: [0] }),
      client.streak.update('ada', { enabled: true, daysOff: [1] }),
    ])
    expect(await client.streak.get('ada')).toMatchObject({ enabled: true, daysOff: [1] })
    expect(sent()).toHaveLength(4)
  })
})

describe('what is known of a streak', () => {
  it('is what it can stand on, its period and its length', async () => {
    const { client, calls } = open({
      metrics: { words: 'Words written' },
      frequency: 'weekly',
      streakLength: 3,
    })
    expect(await client.streak.info('ada')).toEqual({
      metrics: [{ key: 'words', name: 'Words written' }],
      frequency: 'weekly',
      length: 3,
    })
    expect(calls.map(({ url }) => url.slice(-13))).toEqual(['s/ada/metrics', 'rs/ada/streak'])
  })

  it('leaves out a period that has no name here', async () => {
    const { client } = open({ frequency: 'hourly' })
    expect(await client.streak.info('ada')).not.toHaveProperty('frequency')
  })
})
