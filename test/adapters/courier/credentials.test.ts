import { afterEach, describe, expect, it, vi } from 'vitest'
import {
  createCourierAdapter,
  type CourierAdapterOptions,
} from '../../../src/adapters/courier/courier.js'
import { apiKey } from './courier.fake.js'
import { openCourier } from './courier.fixture.js'

describe('credentials of the Courier adapter', () => {
  afterEach(() => vi.unstubAllGlobals())

  it.each<[string, CourierAdapterOptions]>([
    ['a missing key', { apiKey: undefined as never }],
    ['an empty key', { apiKey: ' ' }],
    ['a base URL without a scheme', { apiKey, baseUrl: 'api.courier.com' }],
    ['a base URL without TLS', { apiKey, baseUrl: 'http://courier.example.com' }],
    ['a key with a line break', { apiKey: `${apiKey}\n` }],
    ['an unknown push provider', { apiKey, deviceChannels: ['fcm' as never] }],
    ['an empty tenant', { apiKey, tenantId: ' ' }],
  ])('refuse %s without quoting it', (_, options) => {
    const create = () => createCourierAdapter(options)
    expect(create).toThrow(expect.objectContaining({ code: 'misuse' }) as Error)
    expect(create).toThrow(/^(?!.*sentinel)/s)
  })

  it('refuse a browser', () => {
    vi.stubGlobal('window', {})
    vi.stubGlobal('document', {})
    const create = () => createCourierAdapter({ apiKey })
    expect(create).toThrow(expect.objectContaining({ code: 'misuse' }) as Error)
    expect(create).toThrow(/^(?!.*sentinel)/s)
  })

  it.each<[Partial<CourierAdapterOptions>, string]>([
    [{}, 'https://api.courier.com/profiles/ada'],
    [{ baseUrl: 'https://api.eu.courier.com' }, 'https://api.eu.courier.com/profiles/ada'],
  ])('are sent to the address of %j', async (options, url) => {
    const { client, calls } = openCourier({}, options)
    await client.users.get('ada').catch(() => undefined)
    expect(calls[0]?.url).toBe(url)
    expect(calls[0]?.headers).toEqual({
      accept: 'application/json',
      authorization: `Bearer ${apiKey}`,
    })
  })

  it.each<[Partial<CourierAdapterOptions>, string]>([
    [{}, 'courier'],
    [{ baseUrl: 'https://api.eu.courier.com' }, 'courier:at=api.eu.courier.com'],
    [{ tenantId: 'acme:1' }, 'courier:tenant=acme%3A1'],
    [{ tenantId: 'a', baseUrl: 'https://x.example' }, 'courier:at=x.example:tenant=a'],
    [{ tenantId: 'a', id: 'mine' }, 'mine'],
  ])('are no part of the id, which tells services and tenants apart: %j', (options, id) => {
    expect(openCourier({}, options).adapter.id).toBe(id)
  })

  it('are in no error of a failed connection', async () => {
    const fetch = async () => Promise.reject(new Error(`Bearer ${apiKey}`))
    const { client } = openCourier({}, { fetch })
    const error: unknown = await client.users.get('ada').catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'network' })
    const { message, cause } = error as Error
    expect([message, String(cause)].join()).not.toContain('sentinel')
  })

  it('that Courier refuses are unauthorized, without its message', async () => {
    const { client } = openCourier({}, { apiKey: 'pk_test_other' })
    const error: unknown = await client.users.get('ada').catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'unauthorized', status: 401 })
    expect((error as Error).message).not.toContain('sentinel')
  })
})
