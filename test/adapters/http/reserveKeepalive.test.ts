import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { createHttpClient } from '../../../src/adapters/http/httpClient.js'

/** Opens a client whose requests are answered on demand, and records which of them outlive the page. */
function open() {
  const sent: (boolean | undefined)[] = []
  const respond: (() => void)[] = []
  const fetch = async (_: unknown, init?: RequestInit) => {
    sent.push(init?.keepalive)
    await new Promise<void>((resolve) => respond.push(resolve))
    return Response.json({})
  }
  const request = createHttpClient('Example', { baseUrl: 'https://api.example.com', fetch })
  const put = (text: string, keepalive = true) =>
    request(z.unknown(), 'PUT', '/', { body: text, keepalive })
  return { put, sent, respond }
}

describe('keepalive', () => {
  it('is limited by the bytes of all requests in flight', async () => {
    const { put, sent, respond } = open()
    const requests = [put('x'.repeat(40_000)), put('x'.repeat(8_000)), put('x'.repeat(2_000))]
    await expect.poll(() => respond).toHaveLength(3)
    expect(sent).toEqual([true, true, undefined])
    for (const answer of respond) answer()
    await Promise.all(requests)
    const last = put('x'.repeat(40_000))
    await expect.poll(() => respond).toHaveLength(4)
    expect(sent.at(-1)).toBe(true)
    respond[3]?.()
    await last
  })

  it('counts bytes in UTF-8', async () => {
    const { put, sent, respond } = open()
    const requests = [put('漢'.repeat(17_000)), put('漢'.repeat(16_000))]
    await expect.poll(() => respond).toHaveLength(2)
    expect(sent).toEqual([undefined, true])
    for (const answer of respond) answer()
    await Promise.all(requests)
  })

  it('is not limited by requests without it', async () => {
    const { put, sent, respond } = open()
    const requests = [put('x'.repeat(60_000), false), put('x'.repeat(40_000))]
    await expect.poll(() => respond).toHaveLength(2)
    for (const answer of respond) answer()
    await Promise.all(requests)
    expect(sent).toEqual([undefined, true])
  })

  it('is free again after an abort, even if fetch ignores it', async () => {
    const keepalives: (boolean | undefined)[] = []
    const fetch = (_: unknown, init?: RequestInit) => {
      keepalives.push(init?.keepalive)
      return new Promise<never>(() => {})
    }
    const request = createHttpClient('Example', { baseUrl: 'https://api.example.com', fetch })
    for (let turn = 0; turn < 3; turn += 1) {
      const controller = new AbortController()
      const options = { body: 'x'.repeat(40_000), keepalive: true, signal: controller.signal }
      const answer = request(z.unknown(), 'PUT', '/', options)
      await expect.poll(() => keepalives).toHaveLength(turn + 1)
      controller.abort()
      await expect(answer).rejects.toMatchObject({ name: 'AbortError' })
    }
    expect(keepalives).toEqual([true, true, true])
  })
})
