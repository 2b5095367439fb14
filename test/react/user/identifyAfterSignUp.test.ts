import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { IdentikitError, type IdentikitErrorCode } from '../../../src/core/errors.js'
import { identifyAfterSignUp, withoutRefused } from '../../../src/react/user/identifyAfterSignUp.js'
import type { SaveResult } from '../../../src/react/store/saveState.js'
import type { UseIdentifyResult } from '../../../src/react/user/useIdentify.js'

const news = { type: 'news', channel: 'email', enabled: true }
const recap = { type: 'recap', channel: 'email', enabled: false }
const newcomer = {
  id: 'user_new',
  patch: { name: 'Ada', email: 'ada@example.com' },
  preferences: [news, recap],
  detect: 'if-empty' as const,
}
const saved: SaveResult = { status: 'saved' }
const refusal = (code: IdentikitErrorCode, ...names: string[]) => {
  const fields = Object.fromEntries(names.map((name) => [name, 'was refused']))
  return new IdentikitError(code, 'Refused.', names.length > 0 ? { fields } : {})
}
const failed = (error: IdentikitError): SaveResult => ({ status: 'failed', error })

function service(...results: (SaveResult | Promise<SaveResult>)[]) {
  const left = [...results]
  return vi.fn<UseIdentifyResult['identify']>(async () => (await left.shift()) ?? saved)
}

describe('identifyAfterSignUp', () => {
  it('sends one request with profile and preferences', async () => {
    const identify = service()
    expect(await identifyAfterSignUp(identify, newcomer)).toEqual({
      id: 'user_new',
      identified: saved,
    })
    const { patch, preferences, detect } = newcomer
    expect(identify.mock.calls).toEqual([
      ['user_new', patch, { detect, dropUnsupported: true, preferences }],
    ])
  })

  it('sends no empty list of preferences', async () => {
    const identify = service()
    await identifyAfterSignUp(identify, { ...newcomer, preferences: [] })
    expect(identify.mock.calls[0]?.[2]).toEqual({ detect: 'if-empty', dropUnsupported: true })
  })

  it('leaves out refused fields in a second try and returns the error', async () => {
    const error = refusal('forbidden', 'email')
    const identify = service(failed(error))
    expect(await identifyAfterSignUp(identify, newcomer)).toEqual({
      id: 'user_new',
      identified: saved,
      refused: error,
    })
    expect(identify.mock.calls[1]?.[1]).toEqual({ name: 'Ada' })
  })

  it('sends no third request', async () => {
    const [first, second] = [refusal('locked', 'changes[0]'), refusal('locked', 'changes[0]')]
    const identify = service(failed(first), failed(second))
    expect(await identifyAfterSignUp(identify, newcomer)).toEqual({
      id: 'user_new',
      identified: failed(second),
    })
    expect(identify).toHaveBeenCalledTimes(2)
  })

  it.each(['service', 'network', 'timeout', 'unauthorized', 'user-changed'] as const)(
    'is not tried again after %s',
    async (code) => {
      const error = refusal(code)
      const identify = service(failed(error))
      const { identified } = await identifyAfterSignUp(identify, newcomer)
      expect(identified).toEqual(failed(error))
      expect(identify).toHaveBeenCalledOnce()
    },
  )
})

describe('withoutRefused', () => {
  it.each([
    ['of a field', refusal('invalid', 'email'), { patch: { name: 'Ada' } }],
    [
      'of a part of a name',
      refusal('invalid', 'firstName'),
      { patch: { email: 'ada@example.com' } },
    ],
    ['of what was detected', refusal('invalid', 'locale'), { detect: false }],
    ['of one choice', refusal('locked', 'changes[1]'), { preferences: [news] }],
    ['of a part of a choice', refusal('invalid', 'changes[0].type'), { preferences: [recap] }],
    [
      'of both',
      refusal('invalid', 'email', 'changes[0]'),
      { patch: { name: 'Ada' }, preferences: [recap] },
    ],
    ['that names nothing', refusal('unsupported'), { preferences: [] }],
    ['that names nothing that was sent', refusal('invalid', 'avatar'), { preferences: [] }],
  ])('%s', (_, error, less) => {
    expect(withoutRefused(newcomer, error)).toEqual({ ...newcomer, ...less })
  })

  it.each([
    ['of the origin', newcomer, refusal('forbidden', 'origin')],
    ['of everything', { ...newcomer, preferences: [] }, refusal('unsupported')],
  ])('%s is nothing', (_, given, error) => {
    expect(withoutRefused(given, error)).toBeUndefined()
  })
})

describe('identifyAfterSignUp with a slow service', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('returns a timeout after 10 s while the request goes on', async () => {
    let answer: ((result: SaveResult) => void) | undefined
    const slow = new Promise<SaveResult>((resolve) => (answer = resolve))
    const identify = service(slow)
    const ended = vi.fn()
    const result = identifyAfterSignUp(identify, newcomer).finally(ended)
    await vi.advanceTimersByTimeAsync(9999)
    expect(ended).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    expect(await result).toMatchObject({
      id: 'user_new',
      identified: { status: 'failed', error: { code: 'timeout' } },
    })
    answer?.(failed(refusal('locked', 'changes[0]')))
    await vi.advanceTimersByTimeAsync(0)
    expect(identify.mock.calls[1]?.[2]).toMatchObject({ preferences: [recap] })
  })
})
