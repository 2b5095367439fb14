import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { getMembers, writeRawJson } from '../../src/cli/source/jsonMembers.js'
import { getJsonLayout, splitJson } from '../../src/cli/source/splitJson.js'

const spaces = [0, 1, '\t'] as const
const user = fc.dictionary(
  fc.string({ unit: 'grapheme' }),
  fc.oneof(fc.jsonValue(), fc.string({ unit: fc.constantFrom('"', '\\', '{', '}', '[', ',') })),
)

async function split(text: string, size: number, layout: 'list' | 'objects') {
  const bytes = new TextEncoder().encode(text)
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
  }
  const elements: unknown[] = []
  for await (const line of splitJson(chunks(), layout)) elements.push(JSON.parse(line.text))
  return elements
}

describe('splitJson', () => {
  it('returns the elements of a list in chunks of any size', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(user),
        fc.integer({ min: 1, max: 20 }),
        fc.constantFrom(...spaces),
        fc.boolean(),
        async (users, size, space, isInObject) => {
          const text = JSON.stringify(isInObject ? { users, next: [{}] } : users, null, space)
          expect(getJsonLayout(new TextEncoder().encode(text))).toBe('list')
          expect(await split(text, size, 'list')).toEqual(JSON.parse(JSON.stringify(users)))
        },
      ),
      { numRuns: 60 },
    )
  })

  it('returns objects over several lines, which follow each other', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(user), fc.integer({ min: 1, max: 20 }), async (users, size) => {
        const text = users.map((one) => JSON.stringify(one, null, 2)).join('\n')
        expect(await split(text, size, 'objects')).toEqual(JSON.parse(JSON.stringify(users)))
      }),
      { numRuns: 60 },
    )
  })

  it.each([
    ['{"id":"1"}\n{"id":"2"}', 'lines'],
    ['{"users":"x"}\n', 'lines'],
    ['\u{FEFF}{\r\n  "id": "1"\r\n}', 'objects'],
    ['\u{FEFF} [{"id":"1"}]', 'list'],
    ['{"kind": "x", "next": null, "users": [', 'list'],
    ['{"user_id":"1","data":[{"id":"2"}]}', 'lines'],
    ['{"firstName":"Zoe","items":[', 'lines'],
    ['', 'lines'],
  ])('recognizes the layout of %j', (text, layout) => {
    expect(getJsonLayout(new TextEncoder().encode(text))).toBe(layout)
  })
})

describe('getMembers', () => {
  it('returns the text of each value, and writes it as it was', () => {
    fc.assert(
      fc.property(user, fc.constantFrom(...spaces), (one, space) => {
        const json = JSON.stringify(one, null, space)
        const members = getMembers(json)
        const values = [...members].map(([key, { text }]) => [key, JSON.parse(text) as unknown])
        expect(Object.fromEntries(values)).toEqual(JSON.parse(json))
        expect(JSON.parse(writeRawJson(Object.fromEntries(members)))).toEqual(JSON.parse(json))
      }),
      { numRuns: 100 },
    )
  })
})
