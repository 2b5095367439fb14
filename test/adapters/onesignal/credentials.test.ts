import { afterEach, describe, expect, it, vi } from 'vitest'
import {
  createOneSignalAdapter,
  type OneSignalAdapterOptions,
} from '../../../src/adapters/onesignal/onesignal.js'
import { apiKey, appId } from './onesignal.fake.js'
import { openOneSignal, toPath } from './onesignal.fixture.js'

const options = { appId, apiKey }
const news = { id: 'news', channels: ['email'] }

describe('credentials of the OneSignal adapter', () => {
  afterEach(() => vi.unstubAllGlobals())

  it.each<[string, OneSignalAdapterOptions]>([
    ['a missing key', { appId, apiKey: undefined as never }],
    ['an empty key', { appId, apiKey: '' }],
    ['a key with its scheme', { appId, apiKey: `Key ${apiKey}` }],
    ['a missing app', { apiKey, appId: undefined as never }],
    ['an app that is no UUID', { apiKey, appId: 'sentinel' }],
    ['a base URL without TLS', { ...options, baseUrl: 'http://onesignal.example.com' }],
    ['an empty type', { ...options, types: [{ id: '', channels: ['email'] }] }],
    ['an empty channel', { ...options, types: [{ id: 'news', channels: [''] }] }],
    ['a type twice', { ...options, types: [news, news] }],
    ['a channel twice', { ...options, types: [{ id: 'news', channels: ['email', 'email'] }] }],
    ['an empty tag', { ...options, types: [news], preferenceTag: () => '' }],
    ['a reserved tag', { ...options, types: [news], preferenceTag: () => 'user' }],
    ['a tag that is no text', { ...options, types: [news], preferenceTag: () => 7 as never }],
    [
      'one tag for two switches',
      {
        ...options,
        types: [
          { id: 'a_b', channels: ['c'] },
          { id: 'a', channels: ['b_c'] },
        ],
      },
    ],
  ])('refuse %s without quoting it', (_, given) => {
    const create = () => createOneSignalAdapter(given)
    expect(create).toThrow(expect.objectContaining({ code: 'misuse' }) as Error)
    expect(create).toThrow(/^(?!.*sentinel)/s)
  })

  it('refuse a browser', () => {
    vi.stubGlobal('window', {})
    vi.stubGlobal('document', {})
    const create = () => createOneSignalAdapter(options)
    expect(create).toThrow(expect.objectContaining({ code: 'misuse' }) as Error)
    expect(create).toThrow(/^(?!.*sentinel)/s)
  })

  it.each<[Partial<OneSignalAdapterOptions>, string, string]>([
    [{}, 'https://api.onesignal.com', 'api.onesignal.com'],
    [
      { baseUrl: 'https://proxy.example.com/os/' },
      'https://proxy.example.com/os',
      'proxy.example.com%2Fos%2F',
    ],
  ])('are sent to the address of %j', async (given, address, name) => {
    const { client, calls, adapter } = openOneSignal({}, given)
    await client.users.get('ada').catch(() => undefined)
    expect(calls[0]?.url).toBe(`${address}${toPath('ada')}`)
    expect(calls[0]?.headers).toEqual({
      accept: 'application/json',
      authorization: `Key ${apiKey}`,
    })
    expect(adapter.id).toBe(`onesignal:app=${appId}:at=${name}`)
  })

  it('are in no error of a failed connection', async () => {
    const fetch = async () => Promise.reject(new Error(`Key ${apiKey}`))
    const adapter = createOneSignalAdapter({ ...options, fetch })
    const get = adapter.users?.get?.('ada') ?? Promise.resolve()
    const error: unknown = await get.catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'network' })
    const { message, cause } = error as Error
    expect([message, String(cause)].join()).not.toContain('sentinel')
  })
})
