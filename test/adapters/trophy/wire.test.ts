import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createTrophyAdapter, createTrophyUserKey } from '../../../src/adapters/trophy/trophy.js'
import { createAdminClient } from '../../../src/core/adminClient.js'
import { record } from '../recorder.js'

// JSON of Trophy's reference: OpenAPI 1.21.1 and 1.24.0 and docs.trophy.so (features/users), read in November 2026.

const apiKey = 'adm_T.sentinel'

/** Creates a client of a service that always returns this body, and its recorded requests. */
function answering(body: unknown, status = 200) {
  const { fetch, calls } = record(async () => Response.json(body, { status }))
  const client = createAdminClient(createTrophyAdapter({ apiKey, fetch }))
  return { client, calls, fetch }
}

// Answers that are unreadable in part print a warning.
beforeEach(() => void vi.spyOn(console, 'warn').mockImplementation(() => {}))
afterEach(() => vi.restoreAllMocks())

describe('Trophy requests and answers', () => {
  const user = {
    id: 'user-id',
    email: 'user@example.com',
    name: null,
    tz: 'Europe/London',
    signUpDate: null,
    deviceTokens: null,
    subscribeToEmails: true,
    attributes: { department: 'engineering', role: 'developer' },
    control: false,
    created: '2021-01-01T00:00:00Z',
    updated: '2021-01-01T00:00:00Z',
  }

  it('identify a user', async () => {
    const { client, calls } = answering(user)
    const saved = await client.users.identify('user-id', {
      email: 'user@example.com',
      timezone: 'Europe/London',
      traits: { department: 'engineering', role: 'developer' },
    })
    expect(saved).toEqual({
      id: 'user-id',
      email: 'user@example.com',
      timezone: 'Europe/London',
      subscribeToEmails: true,
      control: false,
      updatedAt: '2021-01-01T00:00:00Z',
      traits: { department: 'engineering', role: 'developer' },
      rest: { created: '2021-01-01T00:00:00Z' },
    })
    expect(calls.at(-1)).toMatchObject({
      method: 'PUT',
      url: 'https://api.trophy.so/v1/users/user-id',
      headers: { 'x-api-key': apiKey, 'content-type': 'application/json' },
      body: {
        email: 'user@example.com',
        tz: 'Europe/London',
        attributes: { department: 'engineering', role: 'developer' },
      },
    })
    expect(calls.at(-1)?.headers).not.toHaveProperty('tenant-id')
  })

  it('accept the user of the docs, which lacks keys that the specification requires', async () => {
    const { client } = answering({
      id: 'user-id',
      control: false,
      created: '2021-01-01T00:00:00Z',
      email: 'user@example.com',
      name: 'User',
      subscribeToEmails: true,
      tz: 'Europe/London',
      updated: '2021-01-01T00:00:00Z',
    })
    const createdAt = '2021-01-01T00:00:00Z'
    expect(await client.users.get('user-id')).toMatchObject({ name: 'User', createdAt, traits: {} })
    const { client: bare } = answering({ id: 'user-id' })
    expect(await bare.users.get('user-id')).toEqual({ id: 'user-id', traits: {}, rest: {} })
  })

  it('write a change as one list', async () => {
    const notifications = {
      achievement_completed: ['email', 'push'],
      recap: ['email'],
      streak_reminder: [],
    }
    const { client, calls } = answering({ notifications })
    const saved = await client.preferences.update('user-123', {
      type: 'recap',
      channel: 'push',
      enabled: false,
      row: { email: true },
    })
    const url = 'https://api.trophy.so/v1/users/user-123/preferences'
    expect(calls.map((call) => [call.method, call.url, call.body])).toEqual([
      ['GET', url, undefined],
      ['PATCH', url, { notifications: { recap: ['email'] } }],
    ])
    const states = saved.types.map(({ id, channels }) => [
      id,
      channels['email']?.state,
      channels['push']?.state,
    ])
    expect(states).toEqual([
      ['achievement_completed', 'on', 'on'],
      ['recap', 'on', 'off'],
      ['reactivation', 'unset', 'unset'],
      ['streak_reminder', 'off', 'off'],
    ])
  })

  it('report locked streak settings', async () => {
    const error = 'Streak customization is not enabled for this organisation'
    const { client, calls } = answering({ error }, 403)
    const result = client.streak.update('user-123', {
      evaluationMode: 'or',
      metrics: [{ key: 'words-written', threshold: 500 }],
      daysOff: [0, 6],
    })
    await expect(result).rejects.toMatchObject({ code: 'locked', status: 403 })
    await expect(result).rejects.toThrow(/streak customization is enabled in the dashboard/)
    expect(calls[0]?.body).toEqual({
      streak: {
        evaluationMode: 'OR',
        metrics: [{ key: 'words-written', threshold: 500 }],
        daysOff: [0, 6],
      },
    })
  })

  it.each([400, 422])('report an undeclared attribute with status %i', async (status) => {
    const error =
      'Invalid attribute keys: pln. Please ensure all attribute keys match those set up at https://app.trophy.so/users/attributes.'
    const { client } = answering({ error }, status)
    const result = client.users.update('user-123', { traits: { pln: 'free' } })
    await expect(result).rejects.toMatchObject({
      code: 'invalid',
      status,
      fields: { 'traits.pln': 'is not declared in Trophy' },
    })
    await expect(result).rejects.not.toThrow(/app\.trophy|free|user-123/)
  })

  it('create an application key', async () => {
    const created = {
      id: '550e8400-e29b-41d4-a716-446655440000',
      userId: 'user_123',
      key: 'app_XXXXX.YOUR_API_KEY',
      prefix: 'app_XXXXX',
    }
    const { fetch, calls } = answering({ created: [created], issues: [] }, 201)
    const { userId, ...key } = created
    expect(await createTrophyUserKey({ apiKey, userId, fetch })).toEqual(key)
    expect(calls).toMatchObject([
      {
        method: 'POST',
        url: 'https://admin.trophy.so/v1/application-api-keys',
        headers: { 'x-api-key': apiKey },
        body: [{ userId: 'user_123' }],
      },
    ])
  })
})

describe('Trophy fields of older docs', () => {
  it('evaluationMode: ALL is read as `and` and never written', async () => {
    const { client, calls } = answering({ notifications: {}, streak: { evaluationMode: 'ALL' } })
    expect(await client.streak.get('ada')).toMatchObject({ evaluationMode: 'and' })
    await client.streak.update('ada', { evaluationMode: 'and' })
    expect(calls.at(-1)?.body).toEqual({ streak: { evaluationMode: 'AND' } })
  })

  it('subscribedToEmails: is in rest and not a field', async () => {
    const { client, calls } = answering({ id: 'ada', subscribedToEmails: true })
    const user = await client.users.get('ada')
    expect(user.rest).toEqual({ subscribedToEmails: true })
    expect(user.subscribeToEmails).toBeUndefined()
    await client.users.update('ada', { subscribeToEmails: false })
    expect(calls.at(-1)?.body).toEqual({ subscribeToEmails: false })
  })

  it('streakReminder: is a type of its own, different from streak_reminder', async () => {
    const { client, calls } = answering({ notifications: { streakReminder: ['email'] } })
    const { types } = await client.preferences.get('ada')
    expect(types.at(-1)).toEqual({
      id: 'streakReminder',
      channels: { email: { state: 'on' }, push: { state: 'off' } },
    })
    expect(types.find(({ id }) => id === 'streak_reminder')?.channels['email']?.state).toBe('unset')
    await client.preferences.update('ada', {
      type: 'streak_reminder',
      channel: 'push',
      enabled: true,
    })
    expect(calls.at(-1)?.body).toEqual({ notifications: { streak_reminder: ['push'] } })
  })

  it('app.trophy.so: receives no request', async () => {
    const { client, calls } = answering({ id: 'ada', notifications: {} })
    await client.users.identify('ada', { name: 'Ada' })
    await client.preferences.get('ada')
    await client.events.track('ada', { name: 'words' })
    expect(new Set(calls.map(({ url }) => new URL(url).host))).toEqual(new Set(['api.trophy.so']))
  })
})

describe('Unexpected answers of Trophy', () => {
  it('reject as bad answers if required data is invalid', async () => {
    for (const body of [null, [], 'text', {}, { error: 'x', notifications: {} }]) {
      const result = answering(body).client.preferences.get('ada')
      await expect(result).rejects.toMatchObject({ code: 'bad-answer' })
    }
  })

  it('accept unknown types, channels and modes, and null', async () => {
    const { client } = answering({
      notifications: { recap: ['sms'], reactivation: null, digest: [] },
      streak: { evaluationMode: 'MOST', metrics: null, enabled: null },
      version: 2,
    })
    const { types, rest } = await client.preferences.get('ada')
    const channels = Object.fromEntries(types.map((type) => [type.id, type.channels]))
    expect(channels['recap']).toEqual({
      email: { state: 'off' },
      push: { state: 'off' },
      sms: { state: 'on' },
    })
    expect(channels['reactivation']?.['email']).toEqual({ state: 'unset' })
    expect(channels['digest']?.['push']).toEqual({ state: 'off' })
    expect(rest).toEqual({ version: 2 })
    expect(await client.streak.get('ada')).toEqual({ enabled: true, metrics: [], daysOff: [] })
  })
})
