import { afterEach, describe, expect, it, vi } from 'vitest'
import { IdentikitError } from '../../src/core/errors.js'
import { change, openHandler } from './handler.fixture.js'

afterEach(() => {
  vi.useRealTimers()
})

describe('printError', () => {
  it('prints messages and stacks only', async () => {
    const print = vi.spyOn(console, 'error').mockImplementation(() => {})
    const { send, adapter } = openHandler({ onError: undefined })
    const row = Object.assign(new Error('duplicate key'), {
      detail: 'Key (email)=(ada@sentinel.example) already exists.',
      config: { headers: { authorization: 'Bearer sentinel' } },
      cause: 'sentinel',
    })
    adapter.faults.fail = () => new IdentikitError('service', 'Postgres failed.', { cause: row })
    const { headers } = await send('GET', '?read=user')
    expect(print.mock.calls).toHaveLength(1)
    const [[text]] = print.mock.calls as [[string]]
    expect(text).toContain(`Postgres failed.`)
    expect(text).toContain(headers.get('x-request-id'))
    expect(text).toMatch(/caused by: Error: duplicate key\n\s+at /)
    expect(text).toContain('caused by: a thrown string')
    expect(text).not.toContain('sentinel')
  })

  it('stops at circular causes', async () => {
    const print = vi.spyOn(console, 'error').mockImplementation(() => {})
    const { send, adapter } = openHandler({ onError: undefined })
    const endless = new Error('a')
    endless.cause = endless
    adapter.faults.fail = () => new IdentikitError('service', 'b', { cause: endless })
    await send('GET', '?read=user')
    expect(print).toHaveBeenCalledTimes(1)
  })
})

describe('callAdapter: a service that does not answer', () => {
  it.each([
    ['GET', '?read=user', undefined],
    ['PATCH', '/preferences', { changes: [change] }],
  ])('is a 504 to %s before the timeout of the browser', async (method, path, body) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const { send, adapter, faults } = openHandler()
    adapter.faults.pause = true
    const answer = send(method, path, body)
    await vi.advanceTimersByTimeAsync(9000)
    const { status, body: text } = await answer
    const error = text.error ?? text.user.error
    expect(error).toMatchObject({ code: 'timeout', requestId: expect.any(String) })
    expect(status).toBe(504)
    expect(faults).toMatchObject([{ error: { code: 'timeout' } }])
    expect(adapter.faults.pending).toEqual([])
  })
})
