import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { IdentikitError } from '../../../src/core/errors.js'
import { saveInParts } from '../../../src/core/preferences/saveInParts.js'

const codes = ['invalid', 'locked', 'unsupported'] as const
const invalid = () => new IdentikitError('invalid', 'Refused.', { status: 422 })
const onReport = () => undefined

describe('saveInParts', () => {
  it('saves each change once and refuses those at fault only', async () => {
    const batch = fc.array(fc.boolean(), { minLength: 1, maxLength: 40 })
    await fc.assert(
      fc.asyncProperty(batch, fc.constantFrom(...codes), async (faults, code) => {
        const saved: number[] = []
        let requests = 0
        const save = async (part: readonly number[]) => {
          requests += 1
          if (part.some((index) => faults[index])) throw new IdentikitError(code, 'Refused.')
          saved.push(...part)
          return saved
        }
        const indexes = faults.map((_, index) => index)
        const result = saveInParts(indexes, save, { onReport })
        // Without a change to save, the request rejects.
        const failed = await result.then(
          (parts) => [...parts.failed.keys()],
          () => indexes,
        )
        expect(failed).toEqual(indexes.filter((index) => faults[index]))
        expect(saved).toEqual(indexes.filter((index) => !faults[index]))
        const count = faults.filter(Boolean).length
        expect(requests).toBeLessThanOrEqual(1 + 2 * count * Math.ceil(Math.log2(faults.length)))
      }),
    )
  })

  it('sends one request if it is accepted, or if nobody receives a report', async () => {
    let requests = 0
    const save = (fails: boolean) => async () => {
      requests += 1
      if (fails) throw invalid()
    }
    await saveInParts([1, 2, 3], save(false), { onReport })
    await expect(saveInParts([1, 2, 3], save(true), {})).rejects.toMatchObject({ code: 'invalid' })
    expect(requests).toBe(2)
  })

  it.each(['service', 'network', 'not-found', 'unauthorized', 'rate-limited'] as const)(
    'rejects with %s at once',
    async (code) => {
      let requests = 0
      const save = async () => {
        requests += 1
        throw new IdentikitError(code, 'Failed.')
      }
      await expect(saveInParts([1, 2, 3], save, { onReport })).rejects.toMatchObject({ code })
      expect(requests).toBe(1)
    },
  )
})
