import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { createHttpClient } from '../../../src/adapters/http/httpClient.js'
import type { IdentikitError } from '../../../src/core/errors.js'
import { getFailureKind, retryDelay } from '../../../src/core/sync/retryPolicy.js'

/** Returns the error of a request that is answered with this status. */
async function failWith(status: number): Promise<IdentikitError> {
  const fetch = async () => new Response(null, { status })
  const request = createHttpClient('Example', { baseUrl: 'https://api.example.com', fetch })
  return request(z.unknown(), 'PUT', '/').then(
    () => expect.unreachable(),
    (error: IdentikitError) => error,
  )
}

describe('the error of a status', () => {
  it.each([
    [400, 'invalid', 'refused'],
    [401, 'unauthorized', 'refused'],
    [408, 'timeout', 'unknown'],
    [409, 'conflict', 'refused'],
    [413, 'invalid', 'refused'],
    [425, 'service', 'busy'],
    [429, 'rate-limited', 'busy'],
    [500, 'service', 'failed'],
    [501, 'unsupported', 'refused'],
    [502, 'service', 'unknown'],
    [503, 'service', 'busy'],
    [504, 'service', 'unknown'],
  ])('%i has the code %s and the kind %s', async (status, code, kind) => {
    const error = await failWith(status)
    expect(error).toMatchObject({ code, status })
    expect(getFailureKind(error)).toBe(kind)
  })

  it.each([
    [425, true],
    [501, false],
  ])('%i is retried: %s', async (status, isRetried) => {
    const delay = retryDelay(await failWith(status), { tries: 1, elapsed: 0, random: 0.5 })
    expect(delay !== undefined).toBe(isRetried)
  })
})
