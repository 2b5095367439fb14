import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { errorCodes, IdentikitError, isIdentikitError } from '../../src/core/errors.js'
import { readFailure } from '../../src/adapters/remote/answerReaders.js'
import { parse } from '../adapters/remote/parse.js'
import { parseInput } from '../../src/server/parseInput.js'
import { fromWireError, routes, statuses, toWireError } from '../../src/core/protocol.js'

const json = (text: string): unknown => JSON.parse(text)
const readWire = (error: unknown) => parse(readFailure, { error }).error
const overTheWire = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

describe('routes', () => {
  it('have unique methods and paths', () => {
    const lines = Object.values(routes).map(({ method, path }) => `${method} ${path}`)
    expect(new Set(lines).size).toBe(lines.length)
  })

  it('contain no id', () => {
    for (const { path } of Object.values(routes)) expect(path).toMatch(/^(?:\/[a-z]+)*$/)
  })
})

describe('statuses', () => {
  it('has an HTTP error status for every code', () => {
    expect(Object.keys(statuses).sort()).toEqual([...errorCodes].sort())
    for (const status of Object.values(statuses)) {
      expect(Number.isInteger(status) && status >= 400 && status < 600).toBe(true)
    }
  })

  it.each([
    ['invalid', 400],
    ['unauthorized', 401],
    ['forbidden', 403],
    ['locked', 403],
    ['not-found', 404],
    ['user-changed', 409],
    ['rate-limited', 429],
    ['service', 500],
    ['unsupported', 501],
    ['timeout', 504],
  ] as const)('answers %s with %i', (code, status) => {
    expect(statuses[code]).toBe(status)
  })
})

describe('toWireError and fromWireError', () => {
  it.each(errorCodes)('keep the code %s, request id and fields', (code) => {
    const fields = { 'traits.plan': 'is bad', email: 'is worse' }
    const sent = overTheWire(toWireError(new IdentikitError(code, 'No.', { fields }), 'r1'))
    const error = fromWireError(readWire(sent), 'PATCH /user', 418)
    expect(isIdentikitError(error)).toBe(true)
    expect(error).toMatchObject({ code, requestId: 'r1', fields, status: 418 })
    expect(error.message).toContain('PATCH /user was refused: traits.plan is bad; email is worse.')
  })

  it('omit the cause, stack and message of the service', () => {
    const cause = new Error('password authentication failed for user "postgres"')
    const error = new IdentikitError('service', 'Postgres said sk_live_1.', { cause, status: 503 })
    const sent = toWireError(error, 'r1')
    expect(Object.keys(sent).sort()).toEqual(['code', 'requestId'])
    expect(sent).toEqual({ code: 'service', requestId: 'r1' })
    const received = fromWireError(readWire(overTheWire(sent)), 'GET')
    expect('cause' in received).toBe(false)
    expect(received.message).not.toContain('sk_live_1')
    expect(received.message).toContain('GET was refused. ')
  })

  it.each(['newer-than-this-client', '', 'constructor', '__proto__'])(
    'turn the unknown code "%s" of a newer server into service',
    (code) => {
      const error = fromWireError(readWire({ code, requestId: 'r1' }), 'GET', 422)
      expect(error).toMatchObject({ code: 'service', status: 422, requestId: 'r1' })
    },
  )
})

describe('parseInput', () => {
  it('keeps patches unchanged, with __proto__ as a key', () => {
    const text = '{"patch":{"__proto__":{"a":1},"traits":{"constructor":{"__proto__":2}}}}'
    for (const route of ['identify', 'updateUser', 'updateStreak'] as const) {
      expect(JSON.stringify(parseInput(route, json(text)))).toBe(text)
    }
    const event = '{"event":{"name":"ran","properties":{"__proto__":1},"user":{"__proto__":2}}}'
    expect(JSON.stringify(parseInput('track', json(event)))).toBe(event)
  })

  it("doesn't check the content of changes", () => {
    const body = { changes: [{ type: 'news' }, null, 'what'] }
    expect(parseInput('updatePreferences', body)).toEqual(body)
    expect(parseInput('identify', { patch: {}, preferences: [1] })).toEqual({
      patch: {},
      preferences: [1],
    })
  })

  const missing = 'is missing or of a wrong type'
  const unknown = 'is not a key of this request'
  it.each([
    ['updateUser', undefined, { body: missing }],
    ['updateUser', null, { body: missing }],
    ['updateUser', 'patch', { body: missing }],
    ['updateUser', [], { body: missing }],
    ['updateUser', {}, { patch: missing }],
    ['updateUser', { patch: null }, { patch: missing }],
    ['updateUser', { patch: [] }, { patch: missing }],
    ['updateUser', { patch: {}, id: 'grace', all: 1 }, { id: unknown, all: unknown }],
    ['identify', { patch: {}, preferences: {} }, { preferences: missing }],
    ['updatePreferences', { changes: {} }, { changes: missing }],
    ['updateStreak', { patch: 1 }, { patch: missing }],
    ['addDevice', { device: {} }, { 'device.token': missing }],
    ['addDevice', { device: { token: 't', platform: 1 } }, { 'device.platform': missing }],
    ['addDevice', { device: { token: 't', os: 1 } }, { 'device.os': unknown }],
    ['removeDevice', {}, { token: missing }],
    [
      'track',
      { event: { name: 1, value: [], at: 0 } },
      { 'event.name': missing, 'event.value': missing, 'event.at': missing },
    ],
    ['track', { event: { name: 'ran', userId: 'grace' } }, { 'event.userId': unknown }],
    ['track', { event: { name: 'ran', properties: [] } }, { 'event.properties': missing }],
  ] as const)('refuses for %s the body %j', (route, body, fields) => {
    expect(() => parseInput(route, body)).toThrow(
      expect.objectContaining({ code: 'invalid', fields }),
    )
  })

  it('refuses an unknown key __proto__', () => {
    expect(() => parseInput('removeDevice', json('{"token":"t","__proto__":1}'))).toThrow(
      expect.objectContaining({ fields: json(`{"__proto__":"${unknown}"}`) }),
    )
  })

  it('throws only IdentikitError for any input', () => {
    const route = fc.constantFrom(
      'identify',
      'updateUser',
      'updatePreferences',
      'updateStreak',
      'addDevice',
      'removeDevice',
      'track',
    )
    const key = fc.constantFrom('patch', 'changes', 'device', 'token', 'event', '__proto__')
    const body = fc.oneof(fc.jsonValue(), fc.dictionary(key, fc.jsonValue()))
    fc.assert(
      fc.property(route, body, (name, sent) => {
        let parsed: unknown
        let error: unknown
        try {
          parsed = parseInput(name, sent)
        } catch (thrown) {
          error = thrown
        }
        const accepted = error === undefined
        expect(accepted || (isIdentikitError(error) && error.code === 'invalid')).toBe(true)
        expect(JSON.stringify(accepted ? parsed : sent)).toBe(JSON.stringify(sent))
      }),
      { numRuns: 150 },
    )
  })
})
