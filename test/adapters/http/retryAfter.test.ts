import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import * as z from 'zod/mini'
import { createHttpClient } from '../../../src/adapters/http/httpClient.js'
import { createRemoteAdapter } from '../../../src/adapters/remote/remote.js'
import { readRetryAfter } from '../../../src/adapters/http/statusError.js'
import { fromWireError, toWireError } from '../../../src/core/protocol.js'
import { wireErrorSchema } from '../../core/wireSchemas.js'
import { IdentikitError } from '../../../src/core/errors.js'
import { retryDelay } from '../../../src/core/sync/retryPolicy.js'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(1994, 10, 6, 8, 49, 0) })
})
afterEach(() => {
  vi.useRealTimers()
})

const respond = (status: number, value: string, body?: unknown) => {
  const headers = { 'retry-after': value }
  return async () => new Response(JSON.stringify(body ?? null), { status, headers })
}

const getError = async (request: Promise<unknown>) =>
  request.then(
    () => expect.unreachable(),
    (error: IdentikitError) => error,
  )

describe('retry-after', () => {
  it.each([
    ['0', undefined],
    ['0.0', undefined],
    ['7', 7000],
    [' 120 ', 120_000],
    ['1.5', 1500],
    ['1.001', 1001],
    ['0.25', 250],
    ['86400', 86_400_000],
    ['99999999999', 99_999_999_999_000],
    ['9'.repeat(400), Number.MAX_SAFE_INTEGER],
    ['Sun, 06 Nov 1994 08:49:37 GMT', 37_000],
    ['Sunday, 06-Nov-94 08:49:37 GMT', 37_000],
    ['Sun Nov  6 08:49:37 1994', 37_000],
    ['Sun, 06 Nov 1994 08:49:00 GMT', undefined],
    ['Sun, 06 Nov 1994 08:48:00 GMT', undefined],
    [
      'Fri, 31 Dec 9999 23:59:59 GMT',
      Date.UTC(9999, 11, 31, 23, 59, 59) - Date.UTC(1994, 10, 6, 8, 49),
    ],
    ['', undefined],
    ['-5', undefined],
    ['+5', undefined],
    ['1e3', undefined],
    ['Infinity', undefined],
    ['soon', undefined],
    ['Sun, 99 Nov 1994 08:48:00 GMT', undefined],
    ['1994-11-06', undefined],
    ['7, 8', undefined],
  ])('%j is read as %j', (value, expected) => {
    for (const status of [429, 503]) {
      const response = new Response(null, { status, headers: { 'retry-after': value } })
      expect(readRetryAfter(response)).toBe(expected)
    }
  })

  it('is read from a 429 or a 503 only', () => {
    for (const status of [200, 301, 400, 401, 408, 413, 425, 500, 502, 504]) {
      expect(readRetryAfter(new Response(null, { status, headers: { 'retry-after': '7' } }))).toBe(
        undefined,
      )
    }
    expect(readRetryAfter(new Response(null, { status: 429 }))).toBeUndefined()
  })

  it.each([
    [429, 'rate-limited'],
    [503, 'service'],
  ])('is part of the error of a %i', async (status, code) => {
    const fetch = respond(status, '7')
    const request = createHttpClient('Example', { baseUrl: 'https://api.example.com', fetch })
    await expect(request(z.unknown(), 'GET', '')).rejects.toMatchObject({ code, retryAfter: 7000 })
  })

  it('is passed on by the remote adapter, from the body or the header', async () => {
    const url = 'https://app.example.com/api/identikit'
    const update = (fetch: () => Promise<Response>) =>
      createRemoteAdapter({ url, fetch }).streak?.update('ada', {})
    const error = toWireError(
      new IdentikitError('rate-limited', 'Too many.', { retryAfter: 1234 }),
      'r1',
    )
    expect(error).toEqual({ code: 'rate-limited', requestId: 'r1', retryAfter: 1234 })
    expect(fromWireError(wireErrorSchema.parse(error), 'GET').retryAfter).toBe(1234)
    const both = respond(429, '2', { error })
    await expect(update(both)).rejects.toMatchObject({ code: 'rate-limited', retryAfter: 1234 })
    const header = respond(429, '2', { error: { code: 'rate-limited' } })
    await expect(update(header)).rejects.toMatchObject({ code: 'rate-limited', retryAfter: 2000 })
    const proxy = respond(503, '3')
    await expect(update(proxy)).rejects.toMatchObject({ code: 'service', retryAfter: 3000 })
  })

  it('stays a number on the wire, however large it is', async () => {
    const request = createHttpClient('Example', {
      baseUrl: 'https://api.example.com',
      fetch: respond(503, '9'.repeat(400)),
    })
    const error = await getError(request(z.unknown(), 'GET', ''))
    const wire = JSON.parse(JSON.stringify(toWireError(error, 'r1')))
    expect(wireErrorSchema.parse(wire)).toMatchObject({ retryAfter: Number.MAX_SAFE_INTEGER })
  })

  it.each(['0', 'Sun, 06 Nov 1994 08:48:00 GMT'])(
    'of %j leads to the usual backoff',
    async (value) => {
      const request = createHttpClient('Example', {
        baseUrl: 'https://api.example.com',
        fetch: respond(503, value),
      })
      const error = await getError(request(z.unknown(), 'GET', ''))
      expect(retryDelay(error, { tries: 1, elapsed: 0, random: 0.5 })).toBe(500)
      const wire = new IdentikitError('rate-limited', 'Too many.', { retryAfter: 0 })
      expect(retryDelay(wire, { tries: 1, elapsed: 0, random: 0.5 })).toBe(500)
    },
  )

  it('of a day is longer than any budget, so there is no retry', async () => {
    const request = createHttpClient('Example', {
      baseUrl: 'https://api.example.com',
      fetch: respond(503, '86400'),
    })
    const error = await getError(request(z.unknown(), 'GET', ''))
    expect(retryDelay(error, { tries: 1, elapsed: 0, random: 0.5 })).toBeUndefined()
  })

  it.each([-1, Number.NaN, '5', null])('is refused in a wire error as %j', (retryAfter) => {
    expect(wireErrorSchema.safeParse({ code: 'service', retryAfter }).success).toBe(false)
  })
})
