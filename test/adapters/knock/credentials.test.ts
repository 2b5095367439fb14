import { afterEach, describe, expect, it, vi } from 'vitest'
import { createKnockAdapter, type KnockAdapterOptions } from '../../../src/adapters/knock/knock.js'
import { openKnock, secretKey } from './knock.fixture.js'

const publicKey = 'pk_test_fake'

describe('credentials of knock', () => {
  afterEach(() => vi.unstubAllGlobals())

  it.each<[string, KnockAdapterOptions]>([
    ['a key of no kind', { apiKey: 'sentinel' }],
    ['a key that the environment does not have', { apiKey: undefined as never }],
    ['a public key alone, with which anybody could be anybody', { apiKey: publicKey }],
    ['an empty user token', { apiKey: publicKey, userToken: '' }],
    ['a secret key with a user token', { apiKey: secretKey, userToken: 'token-for:ada' }],
    ['a secret key as the user token', { apiKey: publicKey, userToken: secretKey }],
    ['an empty tenant', { apiKey: secretKey, tenant: '' }],
    ['a channel that is no UUID', { apiKey: secretKey, deviceChannels: ['push'] }],
    ['an address that is none', { apiKey: secretKey, baseUrl: 'api.knock.app' }],
  ])('refuse %s, without quoting it', (_, options) => {
    const create = () => createKnockAdapter(options)
    expect(create).toThrow(expect.objectContaining({ code: 'misuse' }) as Error)
    expect(create).toThrow(/^(?!.*sentinel)/s)
  })

  it('refuse a secret key in a browser, and take a public one', () => {
    vi.stubGlobal('window', {})
    vi.stubGlobal('document', {})
    const create = () => createKnockAdapter({ apiKey: secretKey })
    expect(create).toThrow(expect.objectContaining({ code: 'misuse' }) as Error)
    expect(create).toThrow(/^(?!.*sentinel)/s)
    const { users } = createKnockAdapter({ apiKey: publicKey, userToken: 'token-for:ada' })
    expect(Object.keys(users ?? {})).toEqual(['get', 'identify'])
  })

  it('of a user send their token and the branch, and nothing else that is not standard', async () => {
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

  it('ask for a new token once when the old one has expired, for all requests under way', async () => {
    const asked: boolean[] = []
    const userToken: KnockAdapterOptions['userToken'] = async ({ refresh }) => {
      asked.push(refresh)
      return asked.includes(true) ? 'token-for:ada|2' : 'token-for:ada|1'
    }
    const { client, fake } = openKnock({}, { apiKey: publicKey, userToken })
    fake.expired.add('token-for:ada|1')
    await Promise.all([client.users.get('ada'), client.preferences.get('ada')])
    expect(asked.filter(Boolean)).toHaveLength(1)
    fake.expired.add('token-for:ada|2')
    await expect(client.users.get('ada')).rejects.toMatchObject({ code: 'unauthorized' })
  })

  it('send nothing where there is no token of a user to send', async () => {
    for (const given of ['', undefined, null]) {
      const userToken = async () => given as string
      const { client, calls } = openKnock({}, { apiKey: publicKey, userToken })
      await expect(client.users.get('ada')).rejects.toMatchObject({ code: 'unauthorized' })
      expect(calls).toEqual([])
    }
  })

  it('are in no id, which tells address, branch, tenant and set apart', () => {
    const idOf = (options: Partial<KnockAdapterOptions>) =>
      createKnockAdapter({ apiKey: secretKey, ...options }).id
    expect(idOf({})).toBe('knock')
    expect(idOf({ id: 'knock-staging' })).toBe('knock-staging')
    expect(idOf({ tenant: 'a:b' })).toBe('knock:tenant=a%3Ab')
    const baseUrl = 'https://eu.example.com/knock'
    expect(idOf({ baseUrl, preferenceSet: 'b', branch: 'c' })).toBe(
      'knock:at=eu.example.com%2Fknock:branch=c:set=b',
    )
  })
})
