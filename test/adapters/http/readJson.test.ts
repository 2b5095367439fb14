import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { readJson } from '../../../src/adapters/http/readJson.js'
import { createHttpClient } from '../../../src/adapters/http/httpClient.js'

const maxBytes = 1024 * 1024
const request = (respond: () => Response) =>
  createHttpClient('Example', { baseUrl: 'https://api.example.com', fetch: async () => respond() })(
    z.unknown(),
    'GET',
    '/',
  )

describe('a response', () => {
  it('is read up to 1 MiB', async () => {
    const text = (length: number) => `"${'x'.repeat(length - 2)}"`
    expect(await readJson(new Response(text(maxBytes)))).toMatchObject({ json: expect.any(String) })
    const problem = 'with more than 1 MiB'
    expect(await readJson(new Response(text(maxBytes + 1)))).toEqual({ problem })
    await expect(request(() => new Response(text(maxBytes + 1)))).rejects.toMatchObject({
      code: 'bad-answer',
      message: expect.stringContaining('Example GET / answered 200 with more than 1 MiB.'),
    })
  })

  it('is read up to 500 levels of JSON', async () => {
    const text = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`
    expect(await readJson(new Response(text(500)))).toHaveProperty('json')
    const problem = 'with JSON of more than 500 levels'
    expect(await readJson(new Response(text(501)))).toEqual({ problem })
    await expect(request(() => new Response(text(100_000)))).rejects.toMatchObject({
      code: 'bad-answer',
    })
  })

  it('holds the digits of an integer beyond 2^53', async () => {
    const text = '{"id":"1","traits":{"discordId":1035342667379599058,"age":36}}'
    const json = { id: '1', traits: { discordId: '1035342667379599058', age: 36 } }
    expect(await readJson(new Response(text))).toEqual({ json })
  })

  it('without an end is canceled after 1 MiB, whatever its content-length is', async () => {
    let pulled = 0
    let isCanceled = false
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled += 1
        controller.enqueue(new Uint8Array(100_000))
      },
      cancel() {
        isCanceled = true
        return new Promise(() => {})
      },
    })
    const endless = new Response(body, { headers: { 'content-length': '2' } })
    await expect(request(() => endless)).rejects.toMatchObject({ code: 'bad-answer' })
    expect(pulled).toBeLessThan(15)
    expect(isCanceled).toBe(true)
  })

  it('that is too long keeps the error code of its status', async () => {
    const respond = () => new Response('x'.repeat(maxBytes + 1), { status: 500 })
    await expect(request(respond)).rejects.toMatchObject({ code: 'service', status: 500 })
  })

  it('is decoded across chunks that split a character', async () => {
    const bytes = new TextEncoder().encode('"Ädä 👑"')
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte))
        controller.close()
      },
    })
    expect(await request(() => new Response(body))).toBe('Ädä 👑')
  })

  it('after a redirect is refused', async () => {
    const redirected = Object.defineProperty(Response.json({}), 'redirected', { value: true })
    await expect(request(() => redirected)).rejects.toMatchObject({ code: 'bad-answer' })
    const redirect = () =>
      new Response(null, { status: 307, headers: { location: 'https://evil.example' } })
    await expect(request(redirect)).rejects.toMatchObject({ code: 'bad-answer', status: 307 })
  })

  it('has two headers that are read: retry-after and x-request-id', async () => {
    for (const status of [200, 400, 401, 429, 503]) {
      const read: string[] = []
      const response = Response.json({}, { status })
      const headers = new Proxy(response.headers, {
        get: (target, key) =>
          key === 'get' ? (name: string) => (read.push(name), target.get(name)) : undefined,
      })
      Object.defineProperty(response, 'headers', { value: headers })
      await request(() => response).catch(() => undefined)
      expect(['retry-after', 'x-request-id']).toEqual(expect.arrayContaining(read))
    }
  })
})
