import { createServer, request as send, type Server } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { createRemoteAdapter } from '../../src/adapters/remote/remote.js'
import { createUserClient } from '../../src/core/client.js'
import { toNodeListener, type NodeListener } from '../../src/server/nodeListener.js'
import { openHandler } from './handler.fixture.js'

let server: Server | undefined

afterEach(async () => {
  server?.closeAllConnections()
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)))
  server = undefined
})

async function listen(listener: NodeListener): Promise<string> {
  const opened = createServer(listener)
  server = opened
  await new Promise<void>((resolve) => opened.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(opened.address() as AddressInfo).port}`
}

const client = (url: string) =>
  createUserClient(
    createRemoteAdapter({ url, headers: { cookie: 'ada', origin: new URL(url).origin } }),
  )

const change = { type: 'news', channel: 'push', enabled: true }

/** Calls a listener as Express does for a mounted handler behind a body parser. */
function express(
  listener: NodeListener,
  mount: string,
  parse: (text: string) => unknown,
): NodeListener {
  return (incoming, outgoing) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('end', () => {
      const originalUrl = incoming.url ?? ''
      const body = chunks.length === 0 ? {} : parse(Buffer.concat(chunks).toString())
      const url = originalUrl.slice(mount.length)
      listener(Object.assign(incoming, { body, originalUrl, url }), outgoing)
    })
  }
}

describe('toNodeListener', () => {
  it('reads, writes and fails like the handler', async () => {
    const { handler } = openHandler({ basePath: '/' })
    const { users, preferences, devices } = client(await listen(toNodeListener(handler)))
    const [user, found] = await Promise.all([users.get('ada'), preferences.get('ada')])
    expect([user.name, found.types.length]).toEqual(['Ada', 2])
    const saved = await preferences.update('ada', change)
    expect(saved.types[0]?.channels['push']).toEqual({ state: 'on' })
    expect(await preferences.reset('ada')).toEqual(found)
    const wrong = users.update('ada', { timezone: 'Europe/London', name: 'Ädä 👑' })
    expect(await wrong).toMatchObject({ name: 'Ädä 👑' })
    await expect(devices.add('ada', { token: 'a' })).rejects.toMatchObject({ code: 'unsupported' })
    await expect(users.get('grace')).rejects.toMatchObject({ code: 'user-changed', status: 409 })
  })

  it.each([
    ['JSON', (text: string): unknown => JSON.parse(text)],
    ['text', (text: string): unknown => text],
    ['bytes', (text: string): unknown => Buffer.from(text)],
  ])('works behind a body parser that produces %s', async (_, parse) => {
    const { handler } = openHandler({ basePath: '/api/identikit' })
    const url = await listen(express(toNodeListener(handler), '/api/identikit', parse))
    const { users, preferences } = client(`${url}/api/identikit`)
    expect(await users.get('ada')).toMatchObject({ name: 'Ada' })
    expect(await users.update('ada', { name: 'Ädä 👑' })).toMatchObject({ name: 'Ädä 👑' })
    await preferences.reset('ada')
  })

  it.each<[string, (answer: Response) => Promise<Response>]>([
    ['as it is', async (answer) => answer],
    [
      'after a copy was read',
      async (answer) => {
        await answer.clone().text()
        return answer
      },
    ],
    ['as another response', async ({ body, headers }) => new Response(body, { headers })],
  ])('sends an answer %s, with the headers that the host adds', async (_, pass) => {
    const { handler } = openHandler({ basePath: '/' })
    const url = await listen(
      toNodeListener(async (request) => {
        const answer = await pass(await handler(request))
        answer.headers.append('set-cookie', 'a=1')
        answer.headers.append('set-cookie', 'b=2')
        return answer
      }),
    )
    const answer = await fetch(`${url}/?read=user`, { headers: { cookie: 'ada' } })
    expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2'])
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(await answer.json()).toMatchObject({ user: { data: { name: 'Ada' } } })
  })

  it.each([
    ['application/x-www-form-urlencoded', 'a=1&b=%C3%A4+%26'],
    ['multipart/form-data; boundary=x', '--x\r\nA: b\r\n\r\n--x--'],
  ])('restores a form of %s that a body parser has read', async (type, body) => {
    const read = async (request: Request) => {
      const form = await request.formData()
      return Response.json([form.get('a'), form.get('b')])
    }
    const parsed = express(toNodeListener(read), '', () => ({ a: '1', b: 'ä &', c: { d: '2' } }))
    const url = await listen(parsed)
    const headers = { 'content-type': type }
    const answer = await fetch(url, { method: 'POST', headers, body })
    expect(await answer.json()).toEqual(['1', 'ä &'])
  })

  it('sends the length of an answer in bytes, and no body for HEAD', async () => {
    const { handler } = openHandler({ basePath: '/' })
    const url = await listen(toNodeListener(handler))
    await client(url).users.update('ada', { name: 'Ädä 👑' })
    const headers = { cookie: 'ada' }
    const answer = await fetch(`${url}/?read=user`, { headers })
    const { byteLength } = await answer.clone().arrayBuffer()
    expect(Number(answer.headers.get('content-length'))).toBe(byteLength)
    expect(await answer.json()).toMatchObject({ user: { data: { name: 'Ädä 👑' } } })
    const head = await fetch(`${url}/?read=user`, { method: 'HEAD', headers })
    expect([head.status, await head.text()]).toEqual([200, ''])
  })

  it('refuses a long body before it is complete', async () => {
    const { handler } = openHandler({ basePath: '/' })
    const url = await listen(toNodeListener(handler))
    const status = await new Promise((resolve, reject) => {
      const headers = { cookie: 'ada', origin: url, 'content-type': 'application/json' }
      const sent = send(`${url}/user`, { method: 'PUT', headers }, (answer) =>
        resolve(answer.statusCode),
      )
      sent.on('error', reject)
      sent.write(' '.repeat(70_000))
    })
    expect(status).toBe(413)
  })

  it.each([
    ['of a known length', 'content-length: 1000', '{"patch":'],
    ['in chunks', 'transfer-encoding: chunked', '9\r\n{"patch":\r\n'],
    ['before its first byte', 'content-length: 1000', ''],
  ])('counts a body that breaks off as a fault of the client: %s', async (_, header, part) => {
    const { handler, faults, getWrites } = openHandler({ basePath: '/' })
    const answers: Response[] = []
    const url = await listen(
      toNodeListener(async (request) => {
        const answer = await handler(request)
        answers.push(answer.clone())
        return answer
      }),
    )
    const socket = connect(Number(new URL(url).port), '127.0.0.1')
    const lines = ['PUT /user HTTP/1.1', 'host: a.example', 'authorization: Bearer ada', header]
    const type = 'content-type: application/json'
    socket.write([...lines, 'cookie: ada', `origin: http://a.example`, type, '', part].join('\r\n'))
    await new Promise((resolve) => setTimeout(resolve, 20))
    socket.destroy()
    await expect.poll(() => answers).toHaveLength(1)
    expect(answers[0]?.status).toBe(400)
    const error = { code: 'invalid', fields: { body: 'broke off' } }
    expect(await answers[0]?.json()).toMatchObject({ error })
    expect([faults, getWrites()]).toEqual([[], []])
  })

  it('aborts a read if the browser disconnects', async () => {
    const { handler, adapter } = openHandler({ basePath: '/' })
    adapter.faults.pause = true
    const url = await listen(toNodeListener(handler))
    const controller = new AbortController()
    const answer = client(url).users.get('ada', controller)
    await expect.poll(() => adapter.faults.pending).toHaveLength(1)
    controller.abort()
    await expect(answer).rejects.toMatchObject({ name: 'AbortError' })
    await expect.poll(() => adapter.faults.pending).toHaveLength(0)
  })

  it('completes a write if the browser disconnects', async () => {
    const { handler, adapter } = openHandler({ basePath: '/' })
    adapter.faults.pause = true
    const url = await listen(toNodeListener(handler))
    const controller = new AbortController()
    const answer = client(url).preferences.update('ada', change, controller)
    await expect.poll(() => adapter.faults.pending).toHaveLength(1)
    controller.abort()
    await expect(answer).rejects.toMatchObject({ name: 'AbortError' })
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(adapter.faults.pending).toHaveLength(1)
    adapter.faults.release()
  })

  it.each(['http://evil.example/user', 'https://app.example.com/user', '*'])(
    'refuses the request target %s',
    async (path) => {
      const { handler } = openHandler({ basePath: '/' })
      const url = await listen(toNodeListener(handler))
      const status = await new Promise((resolve, reject) => {
        send(url, { path, headers: { host: 'app.example.com' } }, (answer) =>
          resolve([answer.statusCode, answer.headers['cache-control']]),
        )
          .on('error', reject)
          .end()
      })
      expect(status).toEqual([400, 'no-store'])
    },
  )

  it('answers an invalid host and a handler that throws', async () => {
    const url = await listen(toNodeListener(() => Promise.reject(new Error('sentinel'))))
    const status = (headers: Record<string, string>) =>
      new Promise((resolve, reject) => {
        send(url, { headers }, (answer) => resolve(answer.statusCode))
          .on('error', reject)
          .end()
      })
    expect(await status({ host: 'not a host' })).toBe(400)
    expect(await status({})).toBe(500)
  })
})
