import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { readAnswer } from '../../../src/adapters/http/answer.js'
import { createHttp } from '../../../src/adapters/http/http.js'

const most = 1024 * 1024
const ask = (answer: () => Response) =>
  createHttp('Example', { baseUrl: 'https://api.example.com', fetch: async () => answer() })(
    z.unknown(),
    'GET',
    '/',
  )

describe('an answer', () => {
  it('of 1 MiB is read, and one of a byte more is not', async () => {
    const text = (length: number) => `"${'x'.repeat(length - 2)}"`
    expect(await readAnswer(new Response(text(most)))).toMatchObject({ json: expect.any(String) })
    const wrong = 'with more than 1 MiB'
    expect(await readAnswer(new Response(text(most + 1)))).toEqual({ wrong })
    await expect(ask(() => new Response(text(most + 1)))).rejects.toMatchObject({
      code: 'bad-answer',
      message: expect.stringContaining('Example GET / answered 200 with more than 1 MiB.'),
    })
  })

  it('of 500 levels is read, and one of more could overflow what goes through it', async () => {
    const text = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`
    expect(await readAnswer(new Response(text(500)))).toHaveProperty('json')
    const wrong = 'with JSON of more than 500 levels'
    expect(await readAnswer(new Response(text(501)))).toEqual({ wrong })
    await expect(ask(() => new Response(text(100_000)))).rejects.toMatchObject({
      code: 'bad-answer',
    })
  })

  it('that does not end is not read to its end, whatever length it claims', async () => {
    let pulled = 0
    let isCancelled = false
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled += 1
        controller.enqueue(new Uint8Array(100_000))
      },
      cancel() {
        isCancelled = true
        return new Promise(() => {})
      },
    })
    const endless = new Response(body, { headers: { 'content-length': '2' } })
    await expect(ask(() => endless)).rejects.toMatchObject({ code: 'bad-answer' })
    expect(pulled).toBeLessThan(15)
    expect(isCancelled).toBe(true)
  })

  it('that is too long and a failure is that failure', async () => {
    const answer = () => new Response('x'.repeat(most + 1), { status: 500 })
    await expect(ask(answer)).rejects.toMatchObject({ code: 'service', status: 500 })
  })

  it('may be cut anywhere, also within a character', async () => {
    const bytes = new TextEncoder().encode('"Ädä 👑"')
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte))
        controller.close()
      },
    })
    expect(await ask(() => new Response(body))).toBe('Ädä 👑')
  })

  it('after a redirect is refused, whoever followed it', async () => {
    const answer = Object.defineProperty(Response.json({}), 'redirected', { value: true })
    await expect(ask(() => answer)).rejects.toMatchObject({ code: 'bad-answer' })
    const redirect = () =>
      new Response(null, { status: 307, headers: { location: 'https://evil.example' } })
    await expect(ask(redirect)).rejects.toMatchObject({ code: 'bad-answer', status: 307 })
  })

  it('is asked for two headers only', async () => {
    for (const status of [200, 400, 401, 429, 503]) {
      const read: string[] = []
      const answer = Response.json({}, { status })
      const headers = new Proxy(answer.headers, {
        get: (target, key) =>
          key === 'get' ? (name: string) => (read.push(name), target.get(name)) : undefined,
      })
      Object.defineProperty(answer, 'headers', { value: headers })
      await ask(() => answer).catch(() => undefined)
      expect(['retry-after', 'x-request-id']).toEqual(expect.arrayContaining(read))
    }
  })
})
