import { describe, expect, it } from 'vitest'
import { createRemoteClient } from '../../src/adapters/remote/remoteClient.js'
import { scopeHeader, seqHeader, sourceHeader, writerHeader } from '../../src/core/protocol.js'
import { base, change, openHandler, origin, requests } from './handler.fixture.js'

const toggle = { changes: [change] }

describe('getOrder', () => {
  it.each([
    ['w', '0'],
    ['A-z_9'.repeat(12), '1795885000000123'],
    ['w', String(Number.MAX_SAFE_INTEGER)],
  ])('accepts writer %s and seq %s', async (writer, seq) => {
    const { send } = openHandler()
    const headers = { [writerHeader]: writer, [seqHeader]: seq }
    expect(await send('PATCH', '/preferences', toggle, headers)).toMatchObject({ status: 200 })
  })

  it.each([
    ['', '1', [writerHeader]],
    ['w'.repeat(65), '1', [writerHeader]],
    ['a b', '1', [writerHeader]],
    [undefined, '1', [writerHeader]],
    ['w', undefined, [seqHeader]],
    ['w', '', [seqHeader]],
    ['w', '-1', [seqHeader]],
    ['w', '1.5', [seqHeader]],
    ['w', '1e3', [seqHeader]],
    ['w', '9007199254740992', [seqHeader]],
    ['é', 'x', [writerHeader, seqHeader]],
  ])('refuses writer %s with seq %s', async (writer, seq, names) => {
    const { send, getWrites } = openHandler()
    const headers = { [writerHeader]: writer, [seqHeader]: seq }
    const { status, body } = await send('PATCH', '/preferences', toggle, headers)
    expect([status, Object.keys(body.error.fields)]).toEqual([400, names])
    expect(getWrites()).toEqual([])
  })
})

describe('checkScope', () => {
  it.each(requests)('refuses $method $path for any tenant', async ({ method, path, body }) => {
    const { send, adapter } = openHandler()
    const answer = await send(method, path, body, { [scopeHeader]: 'acme' })
    const fields = { [scopeHeader]: 'is not a scope of this user' }
    expect(answer).toMatchObject({ status: 403, body: { error: { code: 'forbidden', fields } } })
    expect(adapter.calls).toEqual([])
    const signedOut = await send(method, path, body, { [scopeHeader]: 'acme', cookie: undefined })
    expect(signedOut.status).toBe(401)
  })
})

describe('getSource', () => {
  const signs = String.raw`! ' ( ) * ~ - _ . : / ; , ? & = + $ # @ % ^ | \ < > { } [ ] " é ß Ж 中 ع 😀 👨‍👩‍👧`
  const kept = signs.split(' ').flatMap((sign) => [sign, `a${sign}b`, `${sign} c`])

  async function save(source: string): Promise<string | undefined> {
    const { handler, adapter } = openHandler()
    const fetch: typeof globalThis.fetch = (input, init) => {
      const headers = new Headers(init?.headers)
      headers.set('cookie', 'ada')
      headers.set('origin', origin)
      return handler(new Request(input, { ...init, headers }))
    }
    await createRemoteClient({ url: base, fetch }).preferences.update('ada', change, { source })
    return adapter.calls.at(-1)?.source
  }

  it.each([...kept, "it's (really) ~fine*!", '100%25', 'x'.repeat(128)])(
    'stores the source %j of the remote client',
    async (source) => {
      expect(await save(source)).toBe(source)
    },
  )

  it.each([
    ['', undefined],
    [' ', undefined],
    ['\u200B', undefined],
    ['\0', undefined],
    [' a ', 'a'],
    ['a\tb', 'a b'],
    ['a\r\nb', 'a  b'],
    ['a\0b\u001Fc\u0085d', 'a b c d'],
    ['a\ud83d', 'a'],
    ['\udc00a\ud83db', 'a b'],
    ['x'.repeat(129), 'x'.repeat(128)],
    ['é'.repeat(5000), 'é'.repeat(128)],
    ['😀'.repeat(200), '😀'.repeat(128)],
  ])('stores the source %j of the remote client as %j', async (source, stored) => {
    expect(await save(source)).toBe(stored)
  })

  it.each([
    ['%', '%'],
    ['%E0%A4%A', '%E0%A4%A'],
    ['a%00b', 'a b'],
    ["(it's) a b", "(it's) a b"],
    ['x'.repeat(2000), 'x'.repeat(128)],
    ['', undefined],
  ])('stores the header %j of another client as %j', async (header, stored) => {
    const { send, adapter } = openHandler()
    const { status } = await send('PATCH', '/preferences', toggle, { [sourceHeader]: header })
    expect(status).toBe(200)
    expect(adapter.calls.at(-1)?.source).toBe(stored)
  })
})
