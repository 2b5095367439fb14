import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createTrophyAdapter } from '../../../src/adapters/trophy/trophy.js'
import { createAdminClient } from '../../../src/core/adminClient.js'
import { record } from '../recorder.js'
import { createTrophyFake, type TrophyFakeOptions } from './trophy.fake.js'

function open(options: TrophyFakeOptions = {}, respond?: (body: unknown) => Response | undefined) {
  const fake = createTrophyFake({ users: [{ id: 'ada' }], ...options })
  const { fetch, calls } = record(async (input) => {
    const request = input as Request
    const text = await request.clone().text()
    const response = text === '' ? undefined : respond?.(JSON.parse(text))
    return response ?? fake.fetch(request)
  })
  const client = createAdminClient(createTrophyAdapter({ apiKey: fake.adminKey, fetch }))
  const sent = () => calls.flatMap(({ body }) => (body === undefined ? [] : [body]))
  return { client, calls, sent, stored: () => fake.users.get('ada')?.streak }
}

// Answers that are unreadable in part print a warning.
beforeEach(() => void vi.spyOn(console, 'warn').mockImplementation(() => {}))
afterEach(() => vi.restoreAllMocks())

describe('Trophy streak settings', () => {
  it('are on and empty by default', async () => {
    const { client } = open()
    const unset = { enabled: true, metrics: [], daysOff: [] }
    expect(await client.streak.get('ada')).toEqual(unset)
    expect(await client.streak.update('ada', {})).toEqual(unset)
  })

  it('are sent in two requests, `enabled` last', async () => {
    const { client, sent } = open()
    await client.streak.update('ada', { enabled: false, evaluationMode: 'and', daysOff: [0] })
    expect(sent()).toEqual([
      { streak: { evaluationMode: 'AND', daysOff: [0] } },
      { streak: { enabled: false } },
    ])
  })

  it('are locked without customization, and nothing is saved', async () => {
    const { client, stored } = open({ canCustomize: false })
    const result = client.streak.update('ada', { enabled: false, daysOff: [0] })
    await expect(result).rejects.toMatchObject({ code: 'locked', status: 403 })
    expect(stored()).toBeUndefined()
    expect(await client.streak.update('ada', { enabled: false })).toMatchObject({ enabled: false })
  })

  it('name the part that was not saved when the second request fails', async () => {
    const isSecond = (body: unknown) => JSON.stringify(body).includes('enabled')
    const { client, stored } = open({}, (body) =>
      isSecond(body) ? Response.json({ error: 'Sorry' }, { status: 503 }) : undefined,
    )
    const result = client.streak.update('ada', { enabled: false, daysOff: [0] })
    await expect(result).rejects.toMatchObject({
      code: 'service',
      status: 503,
      fields: { enabled: expect.stringContaining('not saved') },
    })
    expect(stored()).toEqual({ daysOff: [0] })
  })

  it('omit stored duplicates, so that they can be changed', async () => {
    const metrics = [
      { key: 'words', threshold: 1 },
      { key: 'lessons', threshold: 0 },
      { key: 'words', threshold: 2 },
    ]
    const streak = { metrics, daysOff: [6, 0, 6, 7, -1, 1.5] }
    const { client, stored } = open({ users: [{ id: 'ada', streak }] })
    const read = await client.streak.get('ada')
    const unique = [
      { key: 'words', threshold: 2 },
      { key: 'lessons', threshold: 0 },
    ]
    expect(read).toMatchObject({ metrics: unique, daysOff: [6, 0] })
    const pages = { key: 'pages', threshold: 5 }
    await client.streak.update('ada', { metrics: [...read.metrics, pages], daysOff: [6, 0, 3] })
    expect(stored()).toEqual({ metrics: [...unique, pages], daysOff: [6, 0, 3] })
  })

  it('are updated one change after the other', async () => {
    const { client, sent } = open()
    await Promise.all([
      client.streak.update('ada', { enabled: false, daysOff: [0] }),
      client.streak.update('ada', { enabled: true, daysOff: [1] }),
    ])
    expect(await client.streak.get('ada')).toMatchObject({ enabled: true, daysOff: [1] })
    expect(sent()).toHaveLength(4)
  })
})

describe('Trophy streak info', () => {
  it('has the metrics, the frequency and the length', async () => {
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

  it('omits an unknown frequency', async () => {
    const { client } = open({ frequency: 'hourly' })
    expect(await client.streak.info('ada')).not.toHaveProperty('frequency')
  })
})
