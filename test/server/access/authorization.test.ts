import { describe, expect, it } from 'vitest'
import type { UserHandlerOptions } from '../../../src/server.js'
import { openHandler } from '../handler.fixture.js'

const patch = { patch: { name: 'Countess' } }

async function send(authenticate: unknown) {
  const served = openHandler({ authenticate: authenticate as UserHandlerOptions['authenticate'] })
  const answers = [
    await served.send('GET', '?read=user'),
    await served.send('PUT', '/user', patch),
    await served.send('DELETE', '/preferences'),
  ]
  return { ...served, answers }
}

const unauthorized = { status: 401, body: { error: { code: 'unauthorized' } } }

describe('authenticate', () => {
  it.each([[null], [undefined], ['']])(
    'returning %j means signed out, and is not reported',
    async (id) => {
      const { answers, faults, adapter } = await send(() => id)
      expect(answers).toMatchObject([unauthorized, unauthorized, unauthorized])
      expect([faults, adapter.calls]).toEqual([[], []])
    },
  )

  it.each([
    [0],
    [42],
    [true],
    [false],
    [1n],
    [Symbol('ada')],
    [{ id: 'ada' }],
    [{ toString: () => 'ada' }],
    [['ada']],
    [new String('ada')],
    [() => 'ada'],
    ['   '],
    ['.'],
    ['..'],
    ['a\nb'],
    ['a\0b'],
    ['\ud800'],
    ['ada '],
    ['\u00A0ada'],
    ['\u200Bada'],
    ['a\u00ADda'],
  ])('returning %s means signed out, and is reported', async (id) => {
    const { answers, faults, adapter } = await send(() => id)
    expect(answers).toMatchObject([unauthorized, unauthorized, unauthorized])
    expect(faults).toMatchObject([
      { error: { code: 'misuse' } },
      { error: { code: 'misuse' } },
      { error: { code: 'misuse' } },
    ])
    expect(adapter.calls).toEqual([])
  })

  it.each([
    ['an error', new Error('sentinel')],
    ['a string', 'sentinel'],
    ['nothing', undefined],
    ['an answer', new Response('sentinel', { status: 200 })],
    ['an error without a stack', Object.assign(Object.create(null), { message: 'sentinel' })],
  ])('throwing %s means signed out, and is reported', async (_, thrown) => {
    for (const wrong of [
      () => {
        throw thrown
      },
      () => Promise.reject(thrown),
    ]) {
      const { answers, faults, adapter } = await send(wrong)
      expect(answers).toMatchObject([unauthorized, unauthorized, unauthorized])
      expect(JSON.stringify(answers)).not.toContain('sentinel')
      expect(faults[0]?.error.cause).toBe(thrown)
      expect(adapter.calls).toEqual([])
    }
  })
})
