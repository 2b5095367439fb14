import { describe, expect, it, vi } from 'vitest'
import { errorCodes, IdentikitError } from '../../src/core/errors.js'
import { createUserHandler } from '../../src/server.js'
import { base, everything, memory, requests, openHandler } from './handler.fixture.js'

const signedIn = () => 'ada'

/** Errors that the host must fix; the browser gets `service` instead. */
const hostErrors = [
  'unauthorized',
  'forbidden',
  'user-changed',
  'misuse',
  'not-loaded',
  'network',
  'bad-answer',
]
const reported = [...hostErrors, 'service', 'timeout', 'rate-limited']

const fails = () => Promise.reject(new Error('sentinel'))
const failing = {
  rules: { write: 'setting', parents: 'and' },
  get: fails,
  identify: fails,
  update: fails,
  delete: fails,
  reset: fails,
  add: fails,
  remove: fails,
  track: fails,
} as const

it('callAdapter: names a refused trait if `writable.traits` lists it', async () => {
  const { send, adapter } = openHandler({ writable: { traits: ['role', 'rank'] } })
  const fields = {
    'traits.role': 'sentinel',
    'traits.rank.0': 'x',
    'traits.secret': 'x',
    name: 'x',
  }
  adapter.faults.fail = () => new IdentikitError('invalid', 'sentinel', { fields })
  const patch = { traits: { role: 'a', rank: [1] } }
  const { body } = await send('PATCH', '/user', { patch })
  expect(Object.keys(body.error.fields)).toEqual(['traits.role', 'traits.rank', 'traits', 'name'])
  expect(JSON.stringify(body)).not.toMatch(/sentinel|secret/)
})

describe.each(requests)(
  'callAdapter: a failure of the service at $method $path',
  ({ method, path, body }) => {
    it.each(errorCodes)('with %s sends no text of the service to the browser', async (code) => {
      const { send, adapter, faults } = openHandler({ allow: everything })
      const fields = { email: 'sentinel taken', 'ada@sentinel': 'x', 'traits.sentinel': 'x' }
      adapter.faults.fail = () => new IdentikitError(code, 'sentinel', { status: 418, fields })
      const { status, body: answer, headers } = await send(method, path, body)
      const error = answer.error ?? answer.user.error
      expect(JSON.stringify([answer, ...headers])).not.toContain('sentinel')
      expect(error).toEqual({
        code: hostErrors.includes(code) ? 'service' : code,
        requestId: headers.get('x-request-id'),
        fields: { email: 'was refused by the service', traits: 'was refused by the service' },
      })
      expect([401, 403, 418]).not.toContain(code === 'locked' ? 0 : status)
      const reads = method === 'GET' ? 3 : 1
      const fault = { error: { code }, requestId: error.requestId }
      expect(faults).toMatchObject(
        reported.includes(code) ? [fault, fault, fault].slice(0, reads) : [],
      )
    })

    it('with an unknown error is 500', async () => {
      const parts = { users: failing, preferences: failing, streak: failing }
      const adapter = { ...memory(), ...parts, devices: failing, events: failing }
      const { send, faults } = openHandler({ adapter, allow: everything })
      const { status, body: answer } = await send(method, path, body)
      expect(status).toBe(method === 'GET' ? 200 : 500)
      expect(answer.error ?? answer.user.error).toMatchObject({ code: 'service' })
      expect(JSON.stringify(answer)).not.toContain('sentinel')
      expect(faults[0]?.error).toMatchObject({ code: 'service', cause: new Error('sentinel') })
    })
  },
)

describe('onError', () => {
  it('prints by default', async () => {
    const print = vi.spyOn(console, 'error').mockImplementation(() => {})
    const { send } = openHandler({ onError: undefined, authenticate: () => 42 as never })
    const { status, headers } = await send('GET', '?read=user')
    expect(status).toBe(401)
    const line = `[identikit] authenticate() returned an invalid id. Correct the code that calls the kit. (misuse) Request ${headers.get('x-request-id')}.\n`
    expect(print.mock.calls).toEqual([[expect.stringContaining(line)]])
  })

  it.each([
    [
      'throws',
      () => {
        throw new Error('no logs')
      },
    ],
    ['rejects', () => Promise.reject(new Error('no logs'))],
  ])('that %s does not fail the request', async (_, onError) => {
    const { send } = openHandler({ onError, authenticate: () => 42 as never })
    expect(await send('GET', '?read=user')).toMatchObject({ status: 401 })
  })

  it('receives nothing if the browser canceled the request', async () => {
    const { adapter, handler, faults } = openHandler()
    adapter.faults.pause = true
    const controller = new AbortController()
    const answer = handler(
      new Request(`${base}?read=user`, { headers: { cookie: 'ada' }, signal: controller.signal }),
    )
    await new Promise((resolve) => setTimeout(resolve))
    controller.abort()
    await answer
    expect([adapter.faults.pending, faults]).toEqual([[], []])
  })
})

it('createUserHandler: refuses invalid options', () => {
  const adapter = memory()
  for (const wrong of [
    { adapter },
    { adapter, authenticate: signedIn, allow: ['users.list'] },
    { adapter, authenticate: signedIn, writable: { fields: ['plan'] } },
  ]) {
    expect(() => createUserHandler(wrong as never)).toThrow(/\(misuse\)/)
  }
})
