import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { IdentikitError, type IdentikitErrorCode } from '../../../src/core/errors.js'
import { identifyAfterSignUp } from '../../../src/react/user/identifyAfterSignUp.js'
import type { Identify } from '../../../src/react/user/identification.js'
import type { IdentifyOutcome } from '../../../src/react/user/sendIdentify.js'
import { withoutRefused } from '../../../src/react/user/withoutRefused.js'

const news = { type: 'news', channel: 'email', enabled: true }
const recap = { type: 'recap', channel: 'email', enabled: false }
const content = {
  patch: { name: 'Ada', email: 'ada@example.com' },
  preferences: [news, recap],
}
const newcomer = { id: 'user_new', ...content, detect: 'if-empty' as const }
const saved: IdentifyOutcome = { status: 'saved' }
const refusal = (code: IdentikitErrorCode, ...names: string[]) => {
  const fields = Object.fromEntries(names.map((name) => [name, 'was refused']))
  return new IdentikitError(code, 'Refused.', names.length > 0 ? { fields } : {})
}

const service = (outcome: IdentifyOutcome | Promise<IdentifyOutcome>) =>
  vi.fn<Identify>(async () => outcome)

describe('identifyAfterSignUp', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('sends one request with profile and preferences', async () => {
    const identify = service(saved)
    expect(await identifyAfterSignUp(identify, newcomer)).toEqual({
      id: 'user_new',
      identified: saved,
    })
    const { patch, preferences, detect } = newcomer
    expect(identify.mock.calls).toEqual([
      ['user_new', patch, { detect, dropUnsupported: true, preferences }],
    ])
  })

  it('is saved, with the error of what was refused', async () => {
    const error = refusal('forbidden', 'email')
    expect(await identifyAfterSignUp(service({ status: 'partial', error }), newcomer)).toEqual({
      id: 'user_new',
      identified: saved,
      refused: error,
    })
  })

  it('is failed if nothing was saved', async () => {
    const failed = { status: 'failed' as const, error: refusal('unauthorized') }
    expect(await identifyAfterSignUp(service(failed), newcomer)).toEqual({
      id: 'user_new',
      identified: failed,
    })
  })

  it('returns a timeout after 10 s while the request goes on', async () => {
    const ended = vi.fn()
    const result = identifyAfterSignUp(service(new Promise(() => {})), newcomer).finally(ended)
    await vi.advanceTimersByTimeAsync(9999)
    expect(ended).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    expect(await result).toMatchObject({
      id: 'user_new',
      identified: { status: 'failed', error: { code: 'timeout' } },
    })
  })
})

describe('withoutRefused', () => {
  it.each([
    ['a field', refusal('invalid', 'email'), { patch: { name: 'Ada' } }],
    ['a part of a name', refusal('invalid', 'firstName'), { patch: { email: 'ada@example.com' } }],
    ['a preference', refusal('locked', 'changes[1]'), { preferences: [news] }],
    ['a part of a preference', refusal('invalid', 'changes[0].type'), { preferences: [recap] }],
    [
      'a field and a preference',
      refusal('invalid', 'email', 'changes[0]'),
      { patch: { name: 'Ada' }, preferences: [recap] },
    ],
    ['nothing', refusal('unsupported'), { preferences: [] }],
    ['nothing of the content', refusal('invalid', 'avatar'), { preferences: [] }],
  ])('returns the rest of an error that names %s', (_, error, less) => {
    expect(withoutRefused(content, error)).toEqual({ ...content, ...less })
  })

  it('leaves out a trait, not the others', () => {
    const patch = { traits: { plan: 'team', 'plan.b': 1, role: 'admin' } }
    const rest = withoutRefused({ patch, preferences: [] }, refusal('forbidden', 'traits.role'))
    expect(rest?.patch).toEqual({ traits: { plan: 'team', 'plan.b': 1 } })
  })

  it.each([
    ['names the origin', content, refusal('forbidden', 'origin')],
    ['refuses everything', { ...content, preferences: [] }, refusal('unsupported')],
    ['may be gone later', content, refusal('service')],
    ['is about the session', content, refusal('user-changed')],
  ])('returns nothing for an error that %s', (_, given, error) => {
    expect(withoutRefused(given, error)).toBeUndefined()
  })
})
