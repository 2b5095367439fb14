import { describe, expect, it, vi } from 'vitest'
import { createNotiflowsAdapter } from '../../../src/adapters/notiflows/notiflows.js'
import type { RequestOptions } from '../../../src/core/adapter.js'
import { createAdminClient } from '../../../src/core/adminClient.js'
import type { UserPatch } from '../../../src/core/user/user.js'
import { record } from '../recorder.js'

const host = 'https://api.notiflows.com'

interface Answer {
  readonly status?: number
  readonly body: unknown
}

/** Answers the requests with these responses in order. */
function answering(answers: readonly Answer[]) {
  const queue = [...answers]
  const { fetch, calls } = record(async () => {
    const { status = 200, body } = queue.shift() ?? { status: 500, body: {} }
    return Response.json(body, { status })
  })
  return { fetch, calls }
}

function openAdmin(...answers: readonly Answer[]) {
  const { fetch, calls } = answering(answers)
  const adapter = createNotiflowsAdapter({ publicKey: 'pk_test', secretKey: 'sk_test', fetch })
  return { client: createAdminClient(adapter), calls }
}

/** notiflows.com/docs/api/admin/users/upsert, November 2026. */
const jane = {
  id: '01HQXYZ123456789ABCDEFGHIJ',
  external_id: 'user_12345',
  email: 'jane.doe@example.com',
  first_name: 'Jane',
  last_name: 'Doe',
  phone: '+15551234567',
  avatar: 'https://example.com/avatars/jane.jpg',
  locale: 'en-US',
  timezone: 'America/New_York',
  custom_fields: { company: 'Acme Inc', plan: 'premium' },
  created_at: '2024-01-15T10:30:00Z',
  updated_at: '2024-01-20T14:45:00Z',
}

const patch: UserPatch = {
  email: 'jane.doe@example.com',
  firstName: 'Jane',
  lastName: 'Doe',
  locale: 'en-US',
  timezone: 'America/New_York',
  traits: { company: 'Acme Inc', plan: 'premium' },
}

describe('users of the Notiflows adapter with JSON of the API reference', () => {
  it('send an upsert as in the reference, with the id in the body', async () => {
    const { client, calls } = openAdmin({ body: jane })
    const user = await client.users.identify('user_12345', patch)
    expect(calls).toEqual([
      {
        method: 'PUT',
        url: `${host}/admin/v1/users/user_12345`,
        headers: {
          accept: 'application/json',
          'content-type': 'application/json',
          'x-notiflows-api-key': 'pk_test',
          'x-notiflows-secret-key': 'sk_test',
        },
        body: {
          external_id: 'user_12345',
          email: 'jane.doe@example.com',
          first_name: 'Jane',
          last_name: 'Doe',
          locale: 'en-US',
          timezone: 'America/New_York',
          custom_fields: { company: 'Acme Inc', plan: 'premium' },
        },
      },
    ])
    expect(user).toEqual({
      id: 'user_12345',
      name: 'Jane Doe',
      ...patch,
      phone: '+15551234567',
      avatar: 'https://example.com/avatars/jane.jpg',
      createdAt: '2024-01-15T10:30:00Z',
      updatedAt: '2024-01-20T14:45:00Z',
      rest: { id: '01HQXYZ123456789ABCDEFGHIJ' },
    })
  })

  it('accept a 201, and a user with an id only', async () => {
    const bare = { id: '01H', external_id: 'ada', email: null, custom_fields: null }
    const { client } = openAdmin({ status: 201, body: bare }, { body: bare })
    const expected = { id: 'ada', traits: {}, rest: { id: '01H' } }
    expect(await client.users.identify('ada', {})).toEqual(expected)
    expect(await client.users.get('ada')).toEqual(expected)
  })

  it('reject answers of the older docs and answers with another user', async () => {
    const { external_id: _, ...old } = jane
    const older = { ...old, id: 'user_12345', name: 'Jane Doe', phone_number: '+15551234567' }
    const { client } = openAdmin({ body: older }, { body: jane })
    for (const id of ['user_12345', 'user_999']) {
      await expect(client.users.get(id)).rejects.toMatchObject({ code: 'bad-answer' })
    }
  })

  it('keep attributes of the older docs in rest', async () => {
    const { client } = openAdmin({ body: { ...jane, name: 'J', phone_number: '+1', phone: null } })
    const user = await client.users.get('user_12345')
    expect(user.rest).toMatchObject({ name: 'J', phone_number: '+1' })
    expect(user).not.toHaveProperty('phone')
    expect(user.name).toBe('Jane Doe')
  })

  it('refuse createdAt, which Notiflows sets itself', async () => {
    const { client, calls } = openAdmin()
    const wrong = client.users.identify('ada', { createdAt: '2024-01-15' })
    await expect(wrong).rejects.toMatchObject({
      code: 'invalid',
      fields: { createdAt: expect.any(String) },
    })
    expect(calls).toEqual([])
  })

  it.each<[UserPatch, string | null, string | null]>([
    [{ name: 'Jane Doe' }, 'Jane', 'Doe'],
    [{ name: '  Jane   van der Doe ' }, 'Jane', 'van der Doe'],
    [{ name: 'Jane' }, 'Jane', null],
    [{ name: '山田\u3000太郎' }, '山田', '太郎'],
    [{ name: 'Jane Doe', lastName: 'Roe' }, 'Jane', 'Roe'],
    [{ name: null }, null, null],
  ])('send %j as a first and a last name', async (sent, first_name, last_name) => {
    const { client, calls } = openAdmin({ body: { ...jane, first_name, last_name } })
    const user = await client.users.identify('user_12345', sent)
    expect(calls[0]?.body).toEqual({ external_id: 'user_12345', first_name, last_name })
    expect(user.name).toBe([first_name, last_name].filter(Boolean).join(' ') || undefined)
  })

  it('reject a name whose former last name was kept', async () => {
    const { client } = openAdmin({ body: jane })
    await expect(client.users.identify('user_12345', { name: 'Jane' })).rejects.toMatchObject({
      code: 'conflict',
      fields: { name: 'was not cleared' },
    })
  })

  it('pass on the cursor of a page', async () => {
    // notiflows.com/docs/api/admin/users/list, November 2026; items left out.
    const after = 'eyJpZCI6IjAxSFFYWVoxMjM0NTY3ODlBQkNERUZHSElKIn0='
    const page = { limit: 25, after, before: null, has_more_after: true, has_more_before: false }
    const last = {
      ...page,
      after: null,
      before: after,
      has_more_after: false,
      has_more_before: true,
    }
    const { client, calls } = openAdmin(
      { body: { items: [], page } },
      { body: { items: [jane], page: last } },
      { body: { items: [], page } },
    )
    const first = await client.users.list({ limit: 5000 })
    expect(first).toEqual({ users: [], next: after })
    const second = await client.users.list({ cursor: first.next })
    expect(second).toMatchObject({ users: [{ id: 'user_12345' }], previous: after })
    expect(second.next).toBeUndefined()
    expect((await client.users.list({ before: second.previous })).next).toBe(after)
    expect(calls.map(({ url }) => url)).toEqual([
      `${host}/admin/v1/users?limit=1000`,
      `${host}/admin/v1/users?${new URLSearchParams({ after }).toString()}`,
      `${host}/admin/v1/users?${new URLSearchParams({ before: after }).toString()}`,
    ])
  })
})

describe('preferences of the Notiflows adapter with JSON of the API reference', () => {
  const order = '01HQXYZ123456789ABCDEFGHIJ'
  /** notiflows.com/docs/api/user/preferences/get and /update, November 2026. */
  const before = {
    channel_types: {
      chat: true,
      email: true,
      in_app: true,
      mobile_push: true,
      sms: false,
      web_push: true,
    },
    notiflows: {
      [order]: { enabled: true, channel_types: { email: true, sms: false }, name: 'Order Updates' },
    },
  }
  const after = {
    ...before,
    notiflows: {
      [order]: {
        enabled: true,
        channel_types: { email: false, sms: false },
        name: 'Order Updates',
      },
    },
  }

  function openUser(...answers: readonly Answer[]) {
    const { fetch, calls } = answering(answers)
    const userToken = 'USER.JWT.TOKEN'
    const adapter = createNotiflowsAdapter({ publicKey: 'pk_test', userToken, fetch })
    return { client: createAdminClient(adapter), calls }
  }

  it('convert the names of channel types', async () => {
    const { client } = openUser({ body: before })
    const on = { state: 'on' }
    expect(await client.preferences.get('ada')).toEqual({
      types: [
        {
          id: order,
          label: 'Order Updates',
          setting: on,
          channels: { email: on, sms: { state: 'off' } },
        },
      ],
      channels: { chat: on, email: on, in_app: on, push: on, sms: { state: 'off' }, web_push: on },
      rest: {},
    })
  })

  it('send one setting for one change, also with an unreadable token', async () => {
    const { client, calls } = openUser({ body: before }, { body: after })
    const saved = await client.preferences.update('ada', {
      type: order,
      channel: 'email',
      enabled: false,
    })
    expect(saved.types[0]?.channels['email']).toEqual({ state: 'off' })
    expect(calls.filter(({ method }) => method !== 'GET')).toEqual([
      {
        method: 'PUT',
        url: `${host}/user/v1/preferences`,
        headers: {
          accept: 'application/json',
          'content-type': 'application/json',
          'x-notiflows-api-key': 'pk_test',
          'x-notiflows-user-key': 'USER.JWT.TOKEN',
        },
        body: { notiflows: { [order]: { channel_types: { email: false } } } },
      },
    ])
  })

  it('reject the sample answer of the docs, which does not contain the change', async () => {
    const { client } = openUser({ body: before }, { body: before })
    const change = { type: order, channel: 'email', enabled: false }
    await expect(client.preferences.update('ada', change)).rejects.toMatchObject({
      code: 'conflict',
    })
  })

  it('show missing values as unset and other values as read-only, and keep unknown data in rest', async () => {
    const row = { channel_types: { email: null, sms: { if: 'vip' } }, name: null, group: 'g' }
    const wire = {
      channel_types: { push: true, mobile_push: false },
      notiflows: { x: row },
      more: 1,
    }
    const { client } = openUser({ body: wire }, { body: {} })
    const onUnreadable = vi.fn<NonNullable<RequestOptions['onUnreadable']>>()
    expect(await client.preferences.get('ada', { onUnreadable })).toEqual({
      types: [
        {
          id: 'x',
          setting: { state: 'unset' },
          channels: { email: { state: 'unset' }, sms: { state: 'conditional' } },
        },
      ],
      channels: { mobile_push: { state: 'on' }, push: { state: 'off' } },
      rest: { more: 1, notiflows: { x: { group: 'g' } } },
    })
    expect(onUnreadable.mock.lastCall?.[0].message).toContain('notiflows.x.channel_types.sms')
    expect(await client.preferences.get('ada')).toEqual({ types: [], channels: {}, rest: {} })
  })
})
