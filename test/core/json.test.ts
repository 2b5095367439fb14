import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isJson, isJsonMap } from '../../src/core/json.js'
import { jsonSchema } from '../../src/core/jsonSchemas.js'
import { anyText } from '../anyText.js'

function nested(levels: number): unknown {
  return levels === 1 ? {} : { in: nested(levels - 1) }
}

function cycle(): unknown {
  const value: Record<string, unknown> = {}
  value['self'] = value
  value['again'] = [value]
  return value
}

class Point {
  readonly x = 1
}

const refused: [string, unknown][] = [
  ['undefined', undefined],
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['a bigint', 1n],
  ['a symbol', Symbol('a')],
  ['a function', () => 1],
  ['a Date', new Date(0)],
  ['a Map', new Map([['a', 1]])],
  ['a Set', new Set([1])],
  ['a class instance', new Point()],
  ['a boxed string', Object('text')],
  ['a regular expression', /a/],
  ['a typed array', new Uint8Array(1)],
  ['an error', new Error('no')],
  ['NUL', 'a\0b'],
  ['a lone high surrogate', '\ud83d'],
  ['a lone low surrogate', 'a\udc00b'],
  ['surrogates in the wrong order', '\udc00\ud83d'],
  ['a cycle', cycle()],
  ['an integer beyond 2^53 - 1', 2 ** 53],
  ['an integer below -(2^53 - 1)', -(2 ** 53)],
  ['an integer of 309 digits', 1.5e308],
]

describe('isJson', () => {
  it.each<[unknown]>([
    [null],
    [true],
    [false],
    [0],
    [-1.5e-300],
    [Number.MAX_SAFE_INTEGER],
    [''],
    ['text'],
    ['😀'],
    ['line\nbreak'],
    [[]],
    [{}],
    [[1, 'a', null, [{}]]],
    [{ a: { b: [1] } }],
    [Object.assign(Object.create(null), { a: 1 })],
    [JSON.parse('{"__proto__":{"constructor":1},"toString":2}')],
  ])('accepts %j', (value) => {
    expect(isJson(value)).toBe(true)
  })

  it.each(refused)('refuses %s, at the top and at every place inside', (_, value) => {
    expect(isJson(value)).toBe(false)
    expect(isJson([value])).toBe(false)
    expect(isJson([1, value])).toBe(false)
    expect(isJson({ a: 1, b: value })).toBe(false)
    expect(isJson({ a: [{ b: value }] })).toBe(false)
  })

  it.each(['a\0', '\ud83d'])('refuses the key %j', (key) => {
    expect(isJson({ [key]: 1 })).toBe(false)
    expect(isJson([{ [key]: 1 }])).toBe(false)
  })

  it('refuses a sparse list', () => {
    // oxlint-disable-next-line no-sparse-arrays -- the hole is what is tested
    expect(isJson([1, , 2])).toBe(false)
  })

  it('accepts 32 levels and refuses 33', () => {
    expect(isJson(nested(32))).toBe(true)
    expect(isJson(nested(33))).toBe(false)
    expect(isJson(nested(100_000 / 20))).toBe(false)
  })

  it('accepts any output of JSON.parse without integers beyond 2^53', () => {
    const isRounded = (text: string) => /(?<![\d.])\d{16}|e\+/.test(text)
    fc.assert(
      fc.property(fc.jsonValue({ depthSize: 'medium' }), (value) => {
        fc.pre(!isRounded(JSON.stringify(value)))
        expect(isJson(value)).toBe(true)
      }),
    )
  })

  it('accepts only values that survive a JSON round trip', () => {
    const anything = fc.anything({
      key: fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', 'toJSON', '\0')),
      values: [
        fc.boolean(),
        fc.integer(),
        fc.double().map((number) => (number === 0 ? 0 : number)),
        anyText(),
        fc.constantFrom(null, undefined, Number.NaN),
      ],
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withNullPrototype: true,
      withSparseArray: true,
      withTypedArray: true,
      withBoxedValues: true,
    })
    fc.assert(
      fc.property(anything, (value) => {
        fc.pre(isJson(value))
        expect(JSON.parse(JSON.stringify(value))).toEqual(value)
      }),
      { numRuns: 150 },
    )
  })
})

describe('isJsonMap', () => {
  it.each<[unknown]>([[{}], [{ a: [1] }], [Object.create(null)]])('accepts %j', (value) => {
    expect(isJsonMap(value)).toBe(true)
  })

  it.each<[unknown]>([[null], [[]], [['a']], ['text'], [1], [undefined], [{ a: undefined }]])(
    'refuses %j',
    (value) => {
      expect(isJsonMap(value)).toBe(false)
    },
  )
})

describe('jsonSchema', () => {
  it('keeps __proto__ and constructor as keys', () => {
    const map: unknown = JSON.parse('{"__proto__":{"a":1},"constructor":2}')
    expect(JSON.stringify(jsonSchema.parse(map))).toBe('{"__proto__":{"a":1},"constructor":2}')
  })

  it.each(refused)('refuses %s', (_, value) => {
    expect(jsonSchema.safeParse(value).success).toBe(false)
  })
})
