import { describe, expect, it, vi } from 'vitest'
import { errorCodes, IdentikitError } from '../../src/core/errors.js'
import { base, everything, memory, requests, openHandler } from './handler.fixture.js'

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

it.each([
  ['PUT', '/user', { patch: { traits: { role: 'a', 'address line': { city: 'x' } } } }],
  ['PATCH', '/user', { patch: { traits: { role: 'a', 'address line': { city: 'x' } } } }],
  ['POST', '/events', { event: { name: 'ran', user: { traits: { role: 1, 'address line': 1 } } } }],
])('callAdapter: %s %s names a refused trait that was sent', async (method, path, body) => {
  const { send, adapter } = openHandler({ writable: { traits: true }, allow: everything })
  const fields = { 'traits.role': 'x', 'traits.address line.city': 'x', 'traits.sentinel': 'x' }
  adapter.faults.fail = () => new IdentikitError('invalid', 'sentinel', { fields })
  const answer = await send(method, path, body)
  expect(answer.status).toBe(400)
  expect(Object.keys(answer.body.error.fields)).toEqual([
    'traits.role',
    'traits.address line',
    'traits',
  ])
})

describe.each([
  ['cannot be reached', new IdentikitError('network', 'x'), 502],
  ['is late', new IdentikitError('timeout', 'x'), 504],
  ['answers nonsense', new IdentikitError('bad-answer', 'x', { status: 200 }), 502],
  ['answers 500', new IdentikitError('service', 'x', { status: 500 }), 502],
  ['answers 502', new IdentikitError('service', 'x', { status: 502 }), 502],
  ['answers 503', new IdentikitError('service', 'x', { status: 503 }), 503],
  ['answers 520', new IdentikitError('service', 'x', { status: 520 }), 502],
  ['refuses the key', new IdentikitError('unauthorized', 'x', { status: 401 }), 500],
] as const)('callAdapter: a service that %s', (_, error, expected) => {
  it.each(requests)(`is ${expected} to $method $path`, async ({ method, path, body }) => {
    const { send, adapter } = openHandler({ allow: everything })
    adapter.faults.fail = () => error
    const { status, body: answer } = await send(method, path, body)
    expect(status).toBe(expected)
    expect(answer.error.code).toBe(error.code === 'timeout' ? 'timeout' : 'service')
  })

  it('does not hide what could be read', async () => {
    const { send, adapter } = openHandler()
    adapter.faults.fail = ({ member }) => (member === 'preferences.get' ? undefined : error)
    const { status, body } = await send('GET', '?read=user,preferences,streak')
    expect([status, body.preferences.data.types.length]).toEqual([200, 2])
    expect([body.user.error, body.streak.error]).not.toContain(undefined)
  })

  it('does not hide that there is no such user', async () => {
    const { send, adapter } = openHandler({ provision: false })
    adapter.faults.fail = ({ member }) =>
      member === 'preferences.get' ? error : new IdentikitError('not-found', 'x')
    const { status, body } = await send('GET', '?read=user,preferences')
    expect([status, body.user.error.code]).toEqual([200, 'not-found'])
  })
})

it('callAdapter: a read of what the service lacks is no failure', async () => {
  const { send } = openHandler({ adapter: memory({ without: ['streak'] }) })
  const { status, body } = await send('GET', '?read=streak')
  expect([status, body.streak.error.code]).toEqual([200, 'unsupported'])
})

describe.each(requests)(
  'callAdapter: a failure of the service at $method $path',
  ({ method, path, body }) => {
    it.each(errorCodes)('with %s sends no text of the service to the browser', async (code) => {
      const { send, adapter, faults } = openHandler({ allow: everything, provision: false })
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
      const reads = path.startsWith('?read=') ? 3 : 1
      const fault = { error: { code }, requestId: error.requestId }
      expect(faults).toMatchObject(
        reported.includes(code) ? [fault, fault, fault].slice(0, reads) : [],
      )
    })

    it('with an unknown error is 500', async () => {
      const parts = { users: failing, preferences: failing, streak: failing, schedule: failing }
      const adapter = { ...memory(), ...parts, devices: failing, events: failing, history: failing }
      const { send, faults } = openHandler({ adapter, allow: everything })
      const { status, body: answer } = await send(method, path, body)
      expect(status).toBe(500)
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
    const line = `[identikit] authenticate() returned an invalid id: it must be a non-empty string. Correct the code that calls the kit. See node_modules/identikit/docs/errors.md#misuse (misuse) Request ${headers.get('x-request-id')}.\n`
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
