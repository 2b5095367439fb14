import { describe, expect, expectTypeOf, it, vi } from 'vitest'
import * as z from 'zod'
import * as mini from 'zod/mini'
import { messages, type Json, type StandardSchema, type TraitField } from '../../../src/core.js'
import { validateWith } from '../../../src/core/user/standardSchema.js'

const { traits: t } = messages
const check = (schema: StandardSchema, value: Json | null) => validateWith(schema, value, messages)

/** A schema of another library, by nothing but the standard. */
function schemaOf(validate: (value: unknown) => unknown): StandardSchema {
  return { '~standard': { version: 1, vendor: 'own', validate: validate as never } }
}

describe('validateWith', () => {
  it('accepts schemas of zod and zod/mini', () => {
    const field: TraitField = { type: 'text', key: 'vat', label: 'VAT', schema: z.string().min(3) }
    expectTypeOf(mini.number()).toExtend<StandardSchema>()
    expectTypeOf(z.email()).toExtend<NonNullable<TraitField['schema']>>()
    expect(field.schema?.['~standard'].vendor).toBe('zod')
  })

  it("accepts function schemas, such as arktype's", async () => {
    const schema = Object.assign(
      () => true,
      schemaOf((value) => ({ value })),
    )
    expect(await check(schema, 5)).toEqual({ value: 5 })
  })

  it('returns the output of the schema', async () => {
    expect(await check(z.string(), 'a')).toEqual({ value: 'a' })
    expect(
      await check(
        z.string().transform((text) => text.trim()),
        ' a ',
      ),
    ).toEqual({ value: 'a' })
    expect(await check(mini.string(), 'a')).toEqual({ value: 'a' })
    const slow = z.string().refine(async (text) => {
      await Promise.resolve()
      return text !== 'taken'
    }, 'Somebody has this already.')
    expect(await check(slow, 'free')).toEqual({ value: 'free' })
    expect(await check(slow, 'taken')).toEqual({ error: 'Somebody has this already.' })
  })

  it('returns the first issue, or a default message', async () => {
    const two = z.string().min(3, 'Too short.').regex(/^\d+$/, 'Digits only.')
    expect(await check(two, 'a')).toEqual({ error: 'Too short.' })
    for (const issues of [[], [{ message: ' ' }]]) {
      expect(
        await check(
          schemaOf(() => ({ issues })),
          'a',
        ),
      ).toEqual({ error: t.refused })
    }
  })

  it("isn't called for null", async () => {
    const validate = vi.fn()
    expect(await check(schemaOf(validate), null)).toEqual({ value: null })
    expect(validate).not.toHaveBeenCalled()
  })

  it.each<[string, (value: unknown) => unknown]>([
    [
      'throws',
      () => {
        throw new Error('No network.')
      },
    ],
    ['rejects', () => Promise.reject(new Error('No network.'))],
    ['rejects with nothing', () => Promise.reject(undefined)],
    ['answers nothing', () => undefined],
    ['says an issue that is none', () => ({ issues: [{ message: 5 }] })],
    ['makes a date', () => ({ value: new Date() })],
    ['makes nothing', () => ({ value: undefined })],
    ['makes a lone surrogate', () => ({ value: '\ud800' })],
  ])('that %s is a error and no error', async (_, validate) => {
    expect(await check(schemaOf(validate), 'a')).toEqual({ error: t.notChecked })
  })

  it('returns an error if the schema takes longer than ten seconds', async () => {
    vi.useFakeTimers()
    try {
      const told = vi.fn()
      void check(
        schemaOf(() => new Promise(() => {})),
        'a',
      ).then(told)
      await vi.advanceTimersByTimeAsync(9999)
      expect(told).not.toHaveBeenCalled()
      await vi.advanceTimersByTimeAsync(1)
      expect(told).toHaveBeenCalledWith({ error: t.notChecked })
    } finally {
      vi.useRealTimers()
    }
  })
})
