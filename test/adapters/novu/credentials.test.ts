import { afterEach, describe, expect, it, vi } from 'vitest'
import { createNovuAdapter, type NovuAdapterOptions } from '../../../src/adapters/novu/novu.js'
import { openNovu, secretKey } from './novu.fixture.js'

describe('credentials of the Novu adapter', () => {
  afterEach(() => vi.unstubAllGlobals())

  it.each<[string, NovuAdapterOptions]>([
    ['a missing key', { secretKey: undefined as never }],
    ['an empty key', { secretKey: '' }],
    ['a key with its scheme', { secretKey: `ApiKey ${secretKey}` }],
    ['an unknown region', { secretKey, region: 'moon' as never }],
    ['a base URL without a scheme', { secretKey, baseUrl: 'api.novu.co' }],
    ['a base URL without TLS', { secretKey, baseUrl: 'http://novu.example.com' }],
    ['a provider that is not one', { secretKey, deviceChannels: ['FCM!'] }],
    ['an empty integration', { secretKey, deviceChannels: ['fcm:'] }],
    ['a provider alone and with an integration', { secretKey, deviceChannels: ['fcm', 'fcm:app'] }],
  ])('refuse %s without quoting it', (_, options) => {
    const create = () => createNovuAdapter(options)
    expect(create).toThrow(expect.objectContaining({ code: 'misuse' }) as Error)
    expect(create).toThrow(/^(?!.*sentinel)/s)
  })

  it('refuse a browser', () => {
    vi.stubGlobal('window', {})
    vi.stubGlobal('document', {})
    const create = () => createNovuAdapter({ secretKey })
    expect(create).toThrow(expect.objectContaining({ code: 'misuse' }) as Error)
    expect(create).toThrow(/^(?!.*sentinel)/s)
  })

  it.each<[Partial<NovuAdapterOptions>, string, string]>([
    [{}, 'https://api.novu.co', 'novu'],
    [{ region: 'eu' }, 'https://eu.api.novu.co', 'novu:at=eu.api.novu.co'],
    [
      { baseUrl: 'https://novu.example.com/api/' },
      'https://novu.example.com/api',
      'novu:at=novu.example.com%2Fapi%2F',
    ],
  ])('are sent to the address of %j', async (options, address, id) => {
    const { client, calls, adapter } = openNovu({}, options)
    await client.users.get('ada').catch(() => undefined)
    expect(calls[0]?.url).toBe(`${address}/v2/subscribers/ada`)
    expect(calls[0]?.headers).toEqual({
      accept: 'application/json',
      authorization: `ApiKey ${secretKey}`,
    })
    expect(adapter.id).toBe(id)
  })

  it('are in no error of a failed connection', async () => {
    const fetch = async () => Promise.reject(new Error(`ApiKey ${secretKey}`))
    const adapter = createNovuAdapter({ secretKey, fetch })
    const get = adapter.users?.get?.('ada') ?? Promise.resolve()
    const error: unknown = await get.catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'network' })
    const { message, cause } = error as Error
    expect([message, String(cause)].join()).not.toContain('sentinel')
  })
})
