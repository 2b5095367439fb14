import { describe, expect, it } from 'vitest'
import { openWithAnswers } from './knock.fixture.js'

/*
 * JSON of https://docs.knock.app and of data/specs/api/openapi.yml in github.com/knocklabs/docs (MIT), November 2026.
 */

const noConfig = { status: 404, body: { errors: { detail: '404 Not Found' } } }

describe('the Knock adapter with JSON of the API reference', () => {
  it('identifies a user and adds the sent locale to an answer without one', async () => {
    const body = {
      __typename: 'User',
      id: 'user_1',
      name: 'Jane Doe',
      email: 'jane@ingen.net',
      phone_number: '+14155550100',
      timezone: 'America/New_York',
      avatar: null,
      created_at: null,
      updated_at: '2024-05-22T12:00:00Z',
      plan: 'pro',
      address: { city: 'Paris', zip: '75001' },
    }
    const { client, calls } = openWithAnswers({ body })
    const user = await client.users.identify('user_1', {
      name: 'Jane Doe',
      email: 'jane@ingen.net',
      phone: '+14155550100',
      timezone: 'America/New_York',
      locale: 'en-US',
      avatar: null,
      traits: { plan: 'pro', address: { city: 'Paris' } },
    })
    expect(calls).toMatchObject([{ method: 'PUT', url: 'https://api.knock.app/v1/users/user_1' }])
    expect(calls[0]?.body).toEqual({
      name: 'Jane Doe',
      email: 'jane@ingen.net',
      phone_number: '+14155550100',
      timezone: 'America/New_York',
      locale: 'en-US',
      avatar: null,
      plan: 'pro',
      address: { city: 'Paris' },
    })
    expect(user).toEqual({
      id: 'user_1',
      name: 'Jane Doe',
      email: 'jane@ingen.net',
      phone: '+14155550100',
      timezone: 'America/New_York',
      locale: 'en-US',
      traits: { plan: 'pro', address: { city: 'Paris', zip: '75001' } },
      updatedAt: '2024-05-22T12:00:00Z',
      rest: {},
    })
  })

  it('prefers the locale of the answer over the sent one', async () => {
    const { client } = openWithAnswers({ body: { id: 'user_1', locale: 'en' } })
    expect((await client.users.identify('user_1', { locale: 'en-US' })).locale).toBe('en')
  })

  it('writes one setting only', async () => {
    const row = (email: boolean) => ({
      id: 'default',
      categories: { collaboration: { channel_types: { email, in_app_feed: true } } },
    })
    const { client, calls } = openWithAnswers({ body: row(true) }, noConfig, { body: row(false) })
    const change = { type: 'category:collaboration', channel: 'email', enabled: false }
    const saved = await client.preferences.update('user_1', change)
    expect(calls.at(-1)).toMatchObject({
      method: 'PUT',
      url: 'https://api.knock.app/v1/users/user_1/preferences/default',
    })
    expect(calls.at(-1)?.body).toEqual({
      __persistence_strategy__: 'merge',
      categories: { collaboration: { channel_types: { email: false } } },
    })
    expect(saved.types).toEqual([
      {
        id: 'category:collaboration',
        channels: {
          email: { state: 'off', default: true },
          in_app: { state: 'on', default: true },
        },
      },
    ])
  })

  it('reads every kind of setting', async () => {
    const conditions = [
      { variable: 'recipient.country_code', operator: 'equal_to', argument: 'US' },
    ]
    const body = {
      id: 'default',
      workflows: null,
      channel_types: { email: true, push: false, sms: { conditions } },
      commercial_subscribed: true,
      categories: {
        marketing: false,
        transactional: { channel_types: { email: false } },
        collaboration: { __strategy__: 'replace', channel_types: { email: false } },
      },
    }
    const { client } = openWithAnswers({ body }, noConfig)
    const on = { state: 'on', default: true }
    const off = { state: 'off', default: true }
    expect(await client.preferences.get('user_1')).toEqual({
      types: [
        { id: 'category:marketing', setting: off, channels: {} },
        { id: 'category:transactional', channels: { email: off } },
        { id: 'category:collaboration', channels: { email: { ...off, locked: {} } } },
      ],
      channels: { email: on, push: off, sms: { state: 'conditional' } },
      subscribed: on,
      rest: { id: 'default' },
    })
  })

  it('reads types, labels and channels from the preference center', async () => {
    const config = {
      account_name: 'Acme Inc.',
      user_email: 'user@example.com',
      enabled: true,
      knock_branding_required: false,
      branding: { icon_url: 'https://example.com/icon.png', primary_color: '#0EA5E9' },
      config: {
        title: 'Notification preferences',
        body: 'Choose which notifications you want to receive.',
        show_account_name: true,
        rows: [
          {
            type: 'category',
            identifier: 'comments',
            name: 'Comments and replies',
            description: 'Opt out of receiving comment and reply notifications',
            channel_types: [],
          },
          {
            type: 'channel_types',
            name: 'Channel Types',
            description: 'Receive notifications from the following channel types',
            channel_types: ['email', 'sms'],
          },
        ],
      },
    }
    const unset = { state: 'unset', default: true }
    const set = { id: 'default', workflows: { digest: true } }
    const shown = {
      types: [
        {
          id: 'category:comments',
          label: 'Comments and replies',
          description: 'Opt out of receiving comment and reply notifications',
          channels: { email: unset, sms: unset },
        },
        { id: 'workflow:digest', setting: { state: 'on', default: true }, channels: {} },
      ],
      channels: { email: unset, sms: unset },
      rest: { id: 'default' },
    }
    const { client } = openWithAnswers({ body: set }, { body: config })
    expect(await client.preferences.get('user_1')).toEqual(shown)

    const off = openWithAnswers({ body: set }, { body: { ...config, enabled: false } })
    expect(await off.client.preferences.get('user_1')).toEqual({
      ...shown,
      types: shown.types.slice(1),
      channels: {},
    })
  })

  it('reads a page of users', async () => {
    const entry = {
      __typename: 'User',
      id: 'user_1',
      name: 'User name',
      email: 'user-1@example.com',
      created_at: null,
      updated_at: '2021-03-05T12:00:00Z',
    }
    const info = { __typename: 'PageInfo', page_size: 50, total_count: 1, before: null }
    const { client, calls } = openWithAnswers(
      { body: { entries: [entry], page_info: { ...info, after: null } } },
      { body: { entries: [], page_info: { ...info, after: 'g3QAAAAB' } } },
    )
    expect(await client.users.list()).toEqual({
      users: [
        {
          id: 'user_1',
          name: 'User name',
          email: 'user-1@example.com',
          traits: {},
          updatedAt: '2021-03-05T12:00:00Z',
          rest: {},
        },
      ],
    })
    expect(await client.users.list({ limit: 500, cursor: 'a+b' })).toEqual({
      users: [],
      next: 'g3QAAAAB',
    })
    expect(calls.map(({ url }) => url)).toEqual([
      'https://api.knock.app/v1/users?page_size=50',
      'https://api.knock.app/v1/users?page_size=50&after=a%2Bb',
    ])
  })

  it.each([
    [401, 'unauthorized', 'api_key_missing', 'No valid API key provided'],
    [403, 'forbidden', 'authorization', 'Access token not set.'],
    [422, 'invalid', 'invalid_params', 'ada@example.com is no address'],
    [404, 'not-found', 'future_code', 'ada'],
    [429, 'rate-limited', 'slow_down', 'too many'],
  ])(
    'turns status %i into %s and quotes documented codes only',
    async (status, code, knockCode, text) => {
      const body = { code: knockCode, message: text, status, type: 'authentication_error' }
      const error: unknown = await openWithAnswers({ status, body })
        .client.users.get('ada')
        .catch((thrown: unknown) => thrown)
      expect(error).toMatchObject({ code, status })
      expect(String(error)).not.toContain(text)
      expect(String(error).includes(knockCode)).toBe([401, 403, 422].includes(status))
    },
  )
})
