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

  const big = '1035342667379599058'
  it.each([
    ['PUT', '/user', `{"patch":{"traits":{"discordId":${big}}}}`, 'traits.discordId'],
    ['PATCH', '/user', `{"patch":{"traits":{"a":{"b":[1,-${big}]}}}}`, 'traits.a.b[1]'],
    ['PATCH', '/user', '{"patch":{"traits":{"id":9007199254740993}}}', 'traits.id'],
    ['POST', '/events', `{"event":{"name":"a","value":${big}}}`, 'value'],
    ['POST', '/events', `{"event":{"name":"a","properties":{"a":[${big}]}}}`, 'properties.a[0]'],
    ['POST', '/events', `{"event":{"name":"a","user":{"traits":{"a":${big}}}}}`, 'traits.a'],
    ['PATCH', '/streak', `{"patch":{"metrics":[{"key":"a","threshold":${big}}]}}`, 'metrics'],
  ])('names the integer beyond 2^53 of %s %s %s', async (method, path, body, field) => {
    const { send, getWrites } = openHandler({ allow: ['events'] })
    const answer = await send(method, path, body)
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'invalid' } } })
    expect(answer.body.error.fields).toEqual({
      [field]: expect.stringContaining('9007199254740991'),
    })
    expect(getWrites()).toEqual([])
  })

  it('stores the digits of an integer that is sent as a string', async () => {
    const { send } = openHandler({ readable: { traits: true }, writable: { traits: true } })
    const body = { patch: { traits: { discordId: big } } }
    const answer = await send('PATCH', '/user', body)
    expect(answer.body.data.traits).toMatchObject({ discordId: big })
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

  it('answers 400 to a body that breaks off', async () => {
    const { handler, faults, getWrites } = openHandler()
    for (const reason of [new Error('aborted'), new TypeError('terminated'), 'gone']) {
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          controller.enqueue(Buffer.from('{"patch":'))
        },
        pull: (controller) => controller.error(reason),
      })
      const headers = { cookie: 'ada', origin, 'content-type': 'application/json' }
      const init = { method: 'PUT', headers, body, duplex: 'half' }
      const answer = await handler(new Request(`${base}/user`, init))
      expect(answer.status).toBe(400)
      expect(await answer.json()).toMatchObject({ error: { fields: { body: 'broke off' } } })
    }
    expect([faults, getWrites()]).toEqual([[], []])
  })

  it.each([
    ['consumed', (request: Request) => request.text()],
    ['locked', (request: Request) => request.body?.getReader()],
  ])('reports a body that authenticate() %s', async (_, read) => {
    const { send, faults } = openHandler({
      authenticate: async (request) => {
        await read(request)
        return 'ada'
      },
    })
    expect(await send('PUT', '/user', patch)).toMatchObject({ status: 500 })
    expect(faults[0]?.error.message).toMatch(/request\.clone\(\)/)
  })
})
