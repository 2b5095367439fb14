import { describe, expect, it, vi } from 'vitest'
import {
  errorCodes,
  IdentikitError,
  invalid,
  isIdentikitError,
  toIdentikitError,
} from '../../src/core/errors.js'

describe('IdentikitError', () => {
  it.each(errorCodes)(
    'has a message with the problem, the advice, its documentation and the code %s',
    (code) => {
      const { message } = new IdentikitError(code, 'Something happened.')
      expect(message).toMatch(/^\[identikit\] Something happened\. [A-Z].{10,}\. See \S+ \(\S+\)$/)
      expect(message.endsWith(` See node_modules/identikit/docs/errors.md#${code} (${code})`)).toBe(
        true,
      )
    },
  )

  it('has the documented message format', () => {
    expect(
      new IdentikitError('unauthorized', 'Knock GET /v1/users/{id} answered 401.').message,
    ).toBe(
      '[identikit] Knock GET /v1/users/{id} answered 401. ' +
        "Check the key or user token of the adapter, or the user's session. " +
        'See node_modules/identikit/docs/errors.md#unauthorized (unauthorized)',
    )
  })

  it('is an Error with its own name', () => {
    const error = new IdentikitError('network', 'No answer.')
    expect(error).toBeInstanceOf(Error)
    expect(String(error)).toMatch(/^IdentikitError: \[identikit\] No answer\./)
  })

  it('keeps status, request id, retryAfter and fields', () => {
    const fields = { email: 'is not an email address' }
    const error = new IdentikitError('invalid', 'Refused.', {
      status: 422,
      requestId: 'r1',
      retryAfter: 1500,
      fields,
    })
    expect(error.status).toBe(422)
    expect(error.retryAfter).toBe(1500)
    expect(error.requestId).toBe('r1')
    expect(error.fields).toEqual(fields)
  })

  it('has undefined for absent options', () => {
    const error = new IdentikitError('service', 'Failed.')
    expect(error.status).toBeUndefined()
    expect(error.requestId).toBeUndefined()
    expect(error.retryAfter).toBeUndefined()
    expect(error.fields).toBeUndefined()
    expect('cause' in error).toBe(false)
  })

  it.each([[new Error('first')], ['a string'], [undefined], [null]])(
    'keeps the cause %s',
    (cause) => {
      const error = new IdentikitError('service', 'Failed.', { cause })
      expect('cause' in error).toBe(true)
      expect(error.cause).toBe(cause)
    },
  )
})

describe('isIdentikitError', () => {
  it('accepts every code', () => {
    for (const code of errorCodes) {
      expect(isIdentikitError(new IdentikitError(code, 'Failed.'))).toBe(true)
    }
  })

  it('accepts an error of another copy of the kit', async () => {
    vi.resetModules()
    const other = await import('../../src/core/errors.js')
    const error = new other.IdentikitError('conflict', 'Failed.')
    expect(other.IdentikitError).not.toBe(IdentikitError)
    expect(error).not.toBeInstanceOf(IdentikitError)
    expect(isIdentikitError(error)).toBe(true)
    expect(toIdentikitError(error)).toBe(error)
  })

  it.each([
    ['an Error', new Error('no')],
    ['a name without a code', Object.assign(new Error('no'), { name: 'IdentikitError' })],
    ['an unknown code', Object.assign(new Error('no'), { name: 'IdentikitError', code: 'newer' })],
    [
      'a code that every object has as a member',
      Object.assign(new Error('no'), { name: 'IdentikitError', code: 'toString' }),
    ],
    ['a code of another library', Object.assign(new Error('no'), { code: 'invalid' })],
    ['an object that only looks like it', { name: 'IdentikitError', code: 'invalid', message: '' }],
    ['a string', 'IdentikitError'],
    ['null', null],
    ['undefined', undefined],
  ])('is false for %s', (_, thrown) => {
    expect(isIdentikitError(thrown)).toBe(false)
  })
})

describe('toIdentikitError', () => {
  it('returns an IdentikitError unchanged', () => {
    const error = new IdentikitError('timeout', 'Failed.')
    expect(toIdentikitError(error)).toBe(error)
  })

  it.each([[new TypeError('x is not a function')], ['a string'], [42], [null], [undefined], [{}]])(
    'makes %s a service error with the cause',
    (thrown) => {
      const error = toIdentikitError(thrown)
      expect(isIdentikitError(error)).toBe(true)
      expect(error.code).toBe('service')
      expect('cause' in error).toBe(true)
      expect(error.cause).toBe(thrown)
    },
  )

  it("doesn't repeat the thrown value, which may contain a secret", () => {
    expect(toIdentikitError(new Error('Bearer sk_live_1')).message).not.toContain('sk_live_1')
  })
})

describe('invalid', () => {
  it('names every invalid field in the message and in fields', () => {
    const error = invalid('users.update', { email: 'is bad', 'traits.plan': 'is worse' })
    expect(error.code).toBe('invalid')
    expect(error.message).toMatch(
      /^\[identikit\] users\.update: email is bad; traits\.plan is worse\. .+ \(invalid\)$/,
    )
    expect(error.fields).toEqual({ email: 'is bad', 'traits.plan': 'is worse' })
  })
})
