import { afterEach, describe, expect, it, vi } from 'vitest'
import {
  createNotiflowsAdapter,
  type NotiflowsAdapterOptions,
} from '../../../src/adapters/notiflows/notiflows.js'
import { createAdminClient } from '../../../src/core/adminClient.js'
import { createNotiflowsFake } from './notiflows.fake.js'
import { record } from '../recorder.js'

const preferences = { channel_types: { email: true } }
const emailOff = { channel: 'email', enabled: false }

function openFake() {
  const fake = createNotiflowsFake({
    users: [{ external_id: 'ada' }, { external_id: 'grace é' }],
    preferences,
  })
  return { fake, ...record(fake.fetch) }
}

function message(run: () => unknown): string {
  try {
    run()
  } catch (error) {
    return String(error)
  }
  return 'nothing was thrown'
}

afterEach(() => vi.unstubAllGlobals())

describe('the keys of the Notiflows adapter', () => {
  it.each<[string, object]>([
    ['neither key', { publicKey: 'pk_test' }],
    ['empty keys', { publicKey: 'pk_test', secretKey: '', userToken: '' }],
    ['both keys', { publicKey: 'pk_test', secretKey: 'sk_sentinel', userToken: 'a.b.c-sentinel' }],
    ['no public key', { secretKey: 'sk_sentinel' }],
    ['a secret key in the wrong place', { publicKey: 'sk_sentinel', userToken: 'a.b.c' }],
    ['a secret key behind a space', { publicKey: ' sk_sentinel', userToken: 'a.b.c' }],
    ['a secret key as the token', { publicKey: 'pk_test', userToken: 'sk_sentinel' }],
    ['an address that is none', { publicKey: 'pk_test', userToken: 'a.b.c', baseUrl: 'ftp://x' }],
    [
      'a path that lengthens the host',
      { publicKey: 'pk_test', userToken: 'a.b.c', paths: { user: '.evil.com' } },
    ],
  ])('are refused at creation: %s', (_, options) => {
    const thrown = message(() => createNotiflowsAdapter(options as NotiflowsAdapterOptions))
    expect(thrown).toContain('(misuse)')
    expect(thrown).not.toContain('sentinel')
  })

  it('refuse a secret key in a browser and accept a user token', () => {
    vi.stubGlobal('window', {})
    vi.stubGlobal('document', {})
    const open = () => createNotiflowsAdapter({ publicKey: 'pk_test', secretKey: 'sk_sentinel' })
    expect(message(open)).toContain('(misuse)')
    expect(message(open)).not.toContain('sentinel')
    const adapter = createNotiflowsAdapter({ publicKey: 'pk_test', userToken: 'a.b.c' })
    expect(adapter).toMatchObject({ id: 'notiflows:pk_test', fields: {} })
    expect(adapter.users).toBeUndefined()
  })

  it('are sent to the base URL and the path of their API', async () => {
    const { fetch, calls } = record(async () => Response.json({}))
    const common = { publicKey: 'pk_test', fetch, baseUrl: 'https://eu.example.com/' }
    const paths = { user: '/api/user/v1', admin: '' }
    const options = [
      { ...common, userToken: 'a.b.c' },
      { ...common, userToken: 'a.b.c', paths },
      { ...common, secretKey: 'sk_test', paths },
    ]
    for (const item of options) await createNotiflowsAdapter(item).preferences?.get('a/b')
    expect(calls.map(({ url }) => url)).toEqual([
      'https://eu.example.com/user/v1/preferences',
      'https://eu.example.com/api/user/v1/preferences',
      'https://eu.example.com/users/a%2Fb/preferences',
    ])
  })
})

describe('the user token of the Notiflows adapter', () => {
  it('refuses requests for another user before they are sent', async () => {
    const { fake, fetch, calls } = openFake()
    const token = fake.createUserToken('grace é')
    for (const userToken of [token, async () => token]) {
      const adapter = createNotiflowsAdapter({
        publicKey: 'pk_test',
        userToken,
        deviceChannels: ['c'],
        fetch,
      })
      const { preferences: mine, devices } = createAdminClient(adapter)
      const requests = [
        mine.get('ada'),
        mine.update('ada', emailOff),
        devices.add('ada', { token: 'x' }),
        devices.remove('ada', 'x'),
      ]
      for (const result of await Promise.allSettled<unknown>(requests))
        expect(result).toMatchObject({ reason: { code: 'user-changed' } })
      expect(calls).toEqual([])
      expect(await mine.get('grace é')).toMatchObject({ channels: { email: { state: 'on' } } })
      calls.length = 0
    }
  })

  it('may be unreadable for the adapter', async () => {
    const { fake, fetch } = openFake()
    for (const token of [
      'opaque',
      'a.b.c',
      `a.${btoa('"ada"')}.c`,
      `a.${btoa('{"sub":null}')}.c`,
    ]) {
      fake.acceptToken(token, 'ada')
      const adapter = createNotiflowsAdapter({ publicKey: 'pk_test', userToken: token, fetch })
      expect(await adapter.preferences?.get('ada')).toMatchObject({ types: [] })
    }
  })

  it('is refreshed once for all refused requests', async () => {
    const { fake, fetch, calls } = openFake()
    let token = fake.createUserToken('ada')
    const refreshes: boolean[] = []
    const adapter = createNotiflowsAdapter({
      publicKey: 'pk_test',
      fetch,
      async userToken({ refresh }) {
        refreshes.push(refresh)
        if (refresh) token = fake.createUserToken('ada')
        return token
      },
    })
    fake.revoke(token)
    await Promise.all([adapter.preferences?.get('ada'), adapter.preferences?.get('ada')])
    expect(refreshes.filter(Boolean)).toHaveLength(1)
    expect(calls).toHaveLength(4)
  })

  it('is refused if the refreshed one belongs to another user', async () => {
    const { fake, fetch, calls } = openFake()
    const old = fake.createUserToken('ada')
    fake.revoke(old)
    const adapter = createNotiflowsAdapter({
      publicKey: 'pk_test',
      fetch,
      userToken: async ({ refresh }) => (refresh ? fake.createUserToken('grace é') : old),
    })
    await expect(adapter.preferences?.get('ada')).rejects.toMatchObject({ code: 'user-changed' })
    expect(calls).toHaveLength(1)
  })

  it('rejects with unauthorized if it is missing', async () => {
    const { fake, fetch } = openFake()
    const old = fake.createUserToken('ada')
    fake.revoke(old)
    const missingTokens: (() => string | Promise<string>)[] = [
      () => '',
      async () => undefined as unknown as string,
      () => Promise.reject(new Error('sentinel')),
      () => old,
    ]
    for (const userToken of missingTokens) {
      const adapter = createNotiflowsAdapter({ publicKey: 'pk_test', userToken, fetch })
      const error: unknown = await adapter.preferences
        ?.get('ada')
        .catch((reason: unknown) => reason)
      expect(error).toMatchObject({ code: 'unauthorized' })
      expect(String(error)).not.toContain('sentinel')
    }
  })
})
