import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseJson } from '../../src/core/parseJson.js'
import { anyText } from '../anyText.js'

describe('parseJson', () => {
  it.each<[string, unknown]>([
    ['1035342667379599058', '1035342667379599058'],
    ['-1035342667379599058', '-1035342667379599058'],
    ['9007199254740991', 9_007_199_254_740_991],
    ['9007199254740992', '9007199254740992'],
    ['-9007199254740992', '-9007199254740992'],
    ['18446744073709551616', '18446744073709551616'],
    [`1${'0'.repeat(400)}`, `1${'0'.repeat(400)}`],
    [
      '{"id":"1","traits":{"discordId":1035342667379599058}}',
      { id: '1', traits: { discordId: '1035342667379599058' } },
    ],
    ['[1035342667379599058,1035342667379599059]', ['1035342667379599058', '1035342667379599059']],
    [
      ' [ \n9007199254740993\t,{"a" : 9007199254740993 } ]\r\n',
      ['9007199254740993', { a: '9007199254740993' }],
    ],
    ['{"a":{"b":[0,{"c":9007199254740993}]}}', { a: { b: [0, { c: '9007199254740993' }] } }],
    ['{"1035342667379599058":1}', { '1035342667379599058': 1 }],
    ['"1035342667379599058"', '1035342667379599058'],
    ['["a: 1035342667379599058, b"]', ['a: 1035342667379599058, b']],
    [
      String.raw`["\"1035342667379599058\"", "\\", 9007199254740993]`,
      ['"1035342667379599058"', '\\', '9007199254740993'],
    ],
    [
      String.raw`["\\\" 1035342667379599058", "\u0022:1035342667379599058"]`,
      ['\\" 1035342667379599058', '":1035342667379599058'],
    ],
    [String.raw`{"\\":9007199254740993,"":"\\"}`, { '\\': '9007199254740993', '': '\\' }],
    ['1035342667379599058.5', 1_035_342_667_379_599_104],
    ['0.1035342667379599058', 0.103_534_266_737_959_9],
    ['-12.1035342667379599058', -12.103_534_266_737_96],
    ['1035342667379599058e3', 1.035_342_667_379_599_1e21],
    ['1035342667379599058E-3', 1_035_342_667_379_599],
    ['1e1035342667379599058', Infinity],
    ['1.5e+0000000000000000001', 15],
    ['[0.10000000000000001,9007199254740993]', [0.1, '9007199254740993']],
    ['true', true],
    ['null', null],
    ['""', ''],
  ])('parses %s', (text, value) => {
    expect(parseJson(text)).toEqual(value)
  })

  it.each([
    '',
    '9007199254740993,',
    '{"a":9007199254740993',
    '"9007199254740993',
    '09007199254740993',
    '[9007199254740993 9007199254740993]',
    String.raw`\9007199254740993`,
    '+9007199254740993',
    '-',
  ])('throws a SyntaxError for %j', (text) => {
    expect(() => parseJson(text)).toThrow(SyntaxError)
  })

  it('parses 20 MiB of nested lists, long strings and escapes', () => {
    const levels = 5000
    const deep = `${'['.repeat(levels)}9007199254740993${']'.repeat(levels)}`
    const long = JSON.stringify('9007199254740993 \\"\n'.repeat(500_000))
    let value = parseJson(`[${deep},${long},9007199254740993]`)
    expect((value as unknown[])[2]).toBe('9007199254740993')
    expect((value as string[])[1]).toHaveLength(500_000 * 20)
    value = (value as unknown[])[0]
    for (let level = 0; level < levels; level += 1) value = (value as unknown[])[0]
    expect(value).toBe('9007199254740993')
  })

  it('parses other JSON like JSON.parse, and each integer beyond 2^53 as its digits', () => {
    // Keys without escapes: JSON.parse of Node 24.21 itself reads some of them as other keys after many different ones.
    const key = fc.oneof(
      anyText().filter((name) => JSON.stringify(name) === `"${name}"`),
      fc.constantFrom('__proto__', '1035342667379599058'),
    )
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'medium' },
        anyText(),
        fc.constantFrom('"', '\\"', ':1035342667379599058,', '-9007199254740993'),
        fc.double({ noNaN: true, noDefaultInfinity: true, noInteger: true }),
        fc.maxSafeInteger(),
        fc.bigInt(),
        fc.array(tie('value')),
        fc.array(fc.tuple(key, tie('value'))).map((entries) => new Map(entries)),
      ),
    }))
    const write = (part: unknown): string =>
      part instanceof Map
        ? `{${Array.from(part, ([name, item]) => `${JSON.stringify(name)}:${write(item)}`).join()}}`
        : Array.isArray(part)
          ? `[${part.map(write).join(' ,')}]`
          : typeof part === 'bigint'
            ? String(part)
            : JSON.stringify(part)
    const expected = (part: unknown): unknown =>
      part instanceof Map
        ? Object.fromEntries(Array.from(part, ([name, item]) => [name, expected(item)]))
        : Array.isArray(part)
          ? part.map(expected)
          : typeof part === 'bigint' && !Number.isSafeInteger(Number(part))
            ? String(part)
            : typeof part === 'bigint'
              ? Number(part)
              : part
    fc.assert(
      fc.property(value, (part) => {
        expect(JSON.stringify(parseJson(write(part)))).toBe(JSON.stringify(expected(part)))
      }),
    )
  })
})
