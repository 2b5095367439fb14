import { afterEach, describe, expect, it } from 'vitest'
import { createRemoteAdapter } from '../../src/adapters/remote/remote.js'
import { createUserClient } from '../../src/core/client.js'
import { openHandler } from './handler.fixture.js'
import { mounts, type Mounted, type Received } from './mounts.fixture.js'
import { rules, type Rule } from './rules/rules.fixture.js'

let mounted: Mounted | undefined

afterEach(async () => {
  await mounted?.close()
  mounted = undefined
})

/** Returns the cookie, or the credentials after the scheme. */
const authenticate = ({ headers }: Request) =>
  headers.get('cookie') ?? headers.get('authorization')?.split(' ')[1]

function expectAnswer(answer: Received, { status, code, fields, headers, data }: Rule): void {
  expect(answer.status).toBe(status)
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'cache-control': 'no-store',
    'content-type': 'application/json; charset=utf-8',
    'x-content-type-options': 'nosniff',
    'x-request-id': expect.stringMatching(/^[\da-f-]{36}$/),
    ...headers,
  })
  expect([...answer.headers.keys()].filter((name) => name.startsWith('access-'))).toEqual([])
  const parsed: unknown = answer.text === '' ? {} : JSON.parse(answer.text)
  const error = { code, requestId: answer.headers.get('x-request-id'), ...(fields && { fields }) }
  expect(parsed).toMatchObject(code === undefined ? (data ?? {}) : { error })
}

/** Expects the response of a parser or a router. */
function expectRefusal({ status }: Received): void {
  expect(status).toBeGreaterThanOrEqual(400)
}

describe.each(mounts)('$name', (mount) => {
  it.each(rules)('$name', async (rule) => {
    const { writes = 0, before = 0 } = rule
    const { basePath } = mount
    const served = openHandler({ authenticate, basePath, ...rule.options })
    rule.prepare?.(served.adapter)
    mounted = await mount.open(served.handler)
    const { body, method = 'GET', path = '', target } = rule.send
    const isSent = body !== undefined
    const sent = {
      method,
      path,
      target,
      headers: {
        ...(!rule.bare && { cookie: 'ada', origin: mounted.origin }),
        ...(isSent && { 'content-type': 'application/json' }),
        ...rule.send.headers,
      },
      ...(isSent && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    }
    for (let times = 0; times < before; times += 1) await mounted.send(sent)
    const answer = await mounted.send(sent)

    expect(served.getWrites()).toHaveLength(writes)
    expect(answer.text).not.toContain('sentinel')
    const mayBeOthers = rule.orBy === 'router' || (rule.orBy === 'parser' && mount.hasParser)
    const isOurs = answer.headers.has('x-request-id')
    return mayBeOthers && !isOurs ? expectRefusal(answer) : expectAnswer(answer, rule)
  })

  it('serves createRemoteAdapter', async () => {
    const { handler } = openHandler({ basePath: mount.basePath })
    mounted = await mount.open(handler)
    const { origin, send } = mounted
    const fetch = async (input: RequestInfo | URL, init?: RequestInit) => {
      const request = new Request(input, init)
      const { pathname, search } = new URL(request.url)
      const { status, headers, text } = await send({
        method: request.method,
        path: pathname.slice('/mounted'.length) + search,
        headers: { ...Object.fromEntries(request.headers), cookie: 'ada', origin },
        body: request.body ? await request.text() : undefined,
      })
      return new Response(text, { status, headers })
    }
    const client = createUserClient(createRemoteAdapter({ url: `${origin}/mounted`, fetch }))
    const [user, found] = await Promise.all([
      client.users.get('ada'),
      client.preferences.get('ada'),
    ])
    expect([user.name, found.types.length]).toEqual(['Ada', 2])
    const saved = await client.preferences.update('ada', {
      type: 'news',
      channel: 'push',
      enabled: true,
    })
    expect(saved.types[0]?.channels['push']).toEqual({ state: 'on' })
    expect(await client.preferences.reset('ada')).toEqual(found)
    await expect(client.users.get('grace')).rejects.toMatchObject({ code: 'user-changed' })
  })
})
