import { describe, expect, it } from 'vitest'
import { scopeHeader, seqHeader, writerHeader } from '../../src/core/protocol.js'
import { change, openHandler, requests } from './handler.fixture.js'

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
