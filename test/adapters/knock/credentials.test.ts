import { afterEach, describe, expect, it, vi } from 'vitest'
import { createKnockAdapter, type KnockAdapterOptions } from '../../../src/adapters/knock/knock.js'
import { openKnock, secretKey } from './knock.fixture.js'

const publicKey = 'pk_test_fake'

describe('credentials of the Knock adapter', () => {
  afterEach(() => vi.unstubAllGlobals())

  it.each<[string, KnockAdapterOptions]>([
    ['a key without a known prefix', { apiKey: 'sentinel' }],
    ['a missing key', { apiKey: undefined as never }],
    ['a public key without a user token', { apiKey: publicKey }],
    ['an empty user token', { apiKey: publicKey, userToken: '' }],
    ['a secret key with a user token', { apiKey: secretKey, userToken: 'token-for:ada' }],
    ['a secret key as the user token', { apiKey: publicKey, userToken: secretKey }],
    ['an empty tenant', { apiKey: secretKey, tenant: '' }],
    ['a device channel that is not a UUID', { apiKey: secretKey, deviceChannels: ['push'] }],
    ['a base URL without a scheme', { apiKey: secretKey, baseUrl: 'api.knock.app' }],
  ])('refuse %s without quoting it', (_, options) => {
    const create = () => createKnockAdapter(options)
    expect(create).toThrow(expect.objectContaining({ code: 'misuse' }) as Error)
    expect(create).toThrow(/^(?!.*sentinel)/s)
  })

  it('refuse a secret key in a browser and accept a public key', () => {
    vi.stubGlobal('window', {})
    vi.stubGlobal('document', {})
    const create = () => createKnockAdapter({ apiKey: secretKey })
    expect(create).toThrow(expect.objectContaining({ code: 'misuse' }) as Error)
    expect(create).toThrow(/^(?!.*sentinel)/s)
    const { users } = createKnockAdapter({ apiKey: publicKey, userToken: 'token-for:ada' })
    expect(Object.keys(users ?? {})).toEqual(['get', 'identify'])
  })

  it('of a user send the token, the branch and JSON headers only', async () => {
    const { client, calls, adapter } = openKnock(
      {},
      { apiKey: publicKey, userToken: 'token-for:ada', branch: 'try-it' },
    )
    await client.users.identify('ada', { name: 'Ada' })
    expect(calls[0]?.headers).toEqual({
      accept: 'application/json',
      authorization: `Bearer ${publicKey}`,
      'content-type': 'application/json',
      'x-knock-branch': 'try-it',
      'x-knock-user-token': 'token-for:ada',
    })
    expect(adapter.id).toBe('knock:branch=try-it')
    await expect(client.users.get('grace')).rejects.toMatchObject({ code: 'forbidden' })
    const reset = client.preferences.reset('ada')
    await expect(reset).rejects.toMatchObject({ code: 'unsupported' })
  })

  it('refresh an expired token once for all parallel requests', async () => {
    const refreshes: boolean[] = []
    const userToken: KnockAdapterOptions['userToken'] = async ({ refresh }) => {
      refreshes.push(refresh)
      return refreshes.includes(true) ? 'token-for:ada|2' : 'token-for:ada|1'
    }
    const { client, fake } = openKnock({}, { apiKey: publicKey, userToken })
    fake.expired.add('token-for:ada|1')
    await Promise.all([client.users.get('ada'), client.preferences.get('ada')])
    expect(refreshes.filter(Boolean)).toHaveLength(1)
    fake.expired.add('token-for:ada|2')
    await expect(client.users.get('ada')).rejects.toMatchObject({ code: 'unauthorized' })
  })

  it('send nothing if userToken returns no token', async () => {
    for (const token of ['', undefined, null]) {
      const userToken = async () => token as string
      const { client, calls } = openKnock({}, { apiKey: publicKey, userToken })
      await expect(client.users.get('ada')).rejects.toMatchObject({ code: 'unauthorized' })
      expect(calls).toEqual([])
    }
  })

  it('are not part of the adapter id, which contains base URL, branch, tenant and set', () => {
    const getId = (options: Partial<KnockAdapterOptions>) =>
      createKnockAdapter({ apiKey: secretKey, ...options }).id
    expect(getId({})).toBe('knock')
    expect(getId({ id: 'knock-staging' })).toBe('knock-staging')
    expect(getId({ tenant: 'a:b' })).toBe('knock:tenant=a%3Ab')
    const baseUrl = 'https://eu.example.com/knock'
    expect(getId({ baseUrl, preferenceSet: 'b', branch: 'c' })).toBe(
      'knock:at=eu.example.com%2Fknock:branch=c:set=b',
    )
  })
})
