import { describe, expect, it } from 'vitest'
import { base, origin, openHandler } from './handler.fixture.js'

const patch = { patch: { name: 'Eve' } }

describe('readBody', () => {
  it.each([
    ['half an object', 400, '{', {}],
    ['no type', 415, patch, { 'content-type': '' }],
    ['a type that a form can send', 415, patch, { 'content-type': 'text/plain' }],
    ['a type that looks like JSON', 415, patch, { 'content-type': 'application/jsonp' }],
    ['nothing', 400, undefined, {}],
    ['null', 400, 'null', {}],
    ['a list', 400, [patch], {}],
    ['another key', 400, { ...patch, id: 'grace' }, {}],
    ['no patch', 400, { preferences: [] }, {}],
    ['too much', 413, { patch: { name: 'x'.repeat(65_536) } }, {}],
  ])('answers %s with %i', async (_, status, body, headers) => {
    const { send, getWrites } = openHandler()
    const answer = await send('PUT', '/user', body, headers)
    expect(answer).toMatchObject({ status, body: { error: { code: 'invalid' } } })
    expect(getWrites()).toEqual([])
  })

  it('accepts a charset in the content type', async () => {
    const headers = { 'content-type': 'Application/JSON; charset=utf-8' }
    expect(await openHandler().send('PUT', '/user', patch, headers)).toMatchObject({ status: 200 })
  })

  it('refuses invalid UTF-8', async () => {
    const { handler } = openHandler()
    const headers = { cookie: 'ada', origin, 'content-type': 'application/json' }
    for (const bytes of ['\u00ff', '\u00e2\u0082']) {
      const body = Buffer.from(`{"patch":{"name":"${bytes}"}}`, 'latin1')
      const { status } = await handler(
        new Request(`${base}/user`, { method: 'PUT', headers, body }),
      )
      expect(status).toBe(400)
    }
  })

  it('stops reading an endless body', async () => {
    const { handler } = openHandler()
    let pulled = 0
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled += 1
        controller.enqueue(new Uint8Array(10_000).fill(32))
      },
    })
    const headers = {
      cookie: 'ada',
      origin,
      'content-type': 'application/json',
      'content-length': '2',
    }
    const init = { method: 'PUT', headers, body, duplex: 'half' }
    expect((await handler(new Request(`${base}/user`, init))).status).toBe(413)
    expect(pulled).toBeLessThan(12)
  })

  it('reports a body that authenticate() consumed', async () => {
    const { send, faults } = openHandler({
      authenticate: async (request) => {
        await request.text()
        return 'ada'
      },
    })
    expect(await send('PUT', '/user', patch)).toMatchObject({ status: 500 })
    expect(faults[0]?.error.message).toMatch(/request\.clone\(\)/)
  })
})
