import { parse } from 'csv-parse/sync'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { trimText } from '../../src/core/text.js'
import { readCsv } from '../../src/cli/source/readCsv.js'
import type { Item } from '../../src/cli/source/item.js'
import { readLines } from '../../src/cli/source/readLines.js'

/** Reads the content in chunks of a size, since a chunk of a file may end in the middle of a character. */
async function read(content: string | Uint8Array, size = 7): Promise<Item[]> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
  }
  const items: Item[] = []
  for await (const item of readCsv(readLines(chunks()))) items.push(item)
  return items
}

const records = async (content: string | Uint8Array) =>
  (await read(content)).map((item) => ('record' in item ? item.record : item))

describe('readCsv', () => {
  it('reads fields and traits in any order of columns, and skips empty cells', async () => {
    const content =
      '\u{FEFF} email ,id,traits.plan,traits.address.city,subscribeToEmails\r\n' +
      'a@b.io,1,pro,,true\r\n' +
      ',2,,"Köln, Süd ""Zentrum""\r\nDeutz",false\r\n\r\n' +
      ',3,null,,maybe'
    expect(await records(content)).toEqual([
      { id: '1', email: 'a@b.io', traits: { plan: 'pro' }, subscribeToEmails: true },
      {
        id: '2',
        traits: { address: { city: 'Köln, Süd "Zentrum"\r\nDeutz' } },
        subscribeToEmails: false,
      },
      { id: '3', traits: { plan: 'null' }, subscribeToEmails: 'maybe' },
    ])
  })

  it.each([
    ['id,surname,Family Name', /columns "surname" and "Family Name" both fit lastName.*--map/],
    ['id,user_id', /columns "id" and "user_id" both fit id/],
    ['id,traits.', /column "traits."/],
    ['id,name,name', /"name" appears twice/],
    ['id,traits.a,traits.a.b', /"traits.a" can't have a value and columns below it/],
    ['name', /no column "id"/],
    ['id,shoe size', /"id" and no other known column.*--map "<column>=traits.<name>"/],
    ['ada,Lovelace', /does not look like a header: none .*\nA header looks like/],
    ['name,a@b.io', /does not look like a header: it holds a value/],
    ['id,"name', /header can't be read\. A quote is not closed/],
  ])('rejects the header %j', async (header, message) => {
    await expect(read(`${header}\n1,2\n`)).rejects.toThrow(message)
  })

  it('rejects an empty file', async () => {
    await expect(read('')).rejects.toThrow('empty')
    await expect(read('\n \r\n')).rejects.toThrow('empty')
  })

  it('reports a broken row with its line and reads the rows around it', async () => {
    const content = [
      'id,name',
      '1,"Ada',
      '2,Grace',
      '3,Mary,Ann',
      '4',
      '5,6" disk',
      '6,"a"b',
      '7,"Eve"',
      '8,"open',
      '9,Zoe',
    ].join('\n')
    expect(await records(content)).toEqual([
      { line: 2, text: '1,"Ada', error: 'A quote is not closed.' },
      { id: '2', name: 'Grace' },
      { line: 4, text: '3,Mary,Ann', error: expect.stringMatching(/has 3 cells .* header has 2/) },
      { line: 5, text: '4', error: expect.stringContaining('has 1 cell and') },
      { line: 6, text: '5,6" disk', error: expect.stringMatching(/quote/) },
      { line: 7, text: '6,"a"b', error: expect.stringContaining('quote is inside a cell') },
      { id: '7', name: 'Eve' },
      { line: 9, text: '8,"open', error: 'A quote is not closed.' },
      { id: '9', name: 'Zoe' },
    ])
  })

  it('rejects lines that are not UTF-8 and keeps their bytes', async () => {
    const latin = new Uint8Array(Buffer.from('id,name\n1,Jos\u{E9}\n2,Ann\n', 'latin1'))
    expect(await records(latin)).toEqual([
      { line: 2, text: '1,Jos\u{E9}', error: expect.stringContaining('UTF-8') },
      { id: '2', name: 'Ann' },
    ])
  })

  it('reports a line of more than 1 MiB without reading it into memory', async () => {
    const items = await read(`id,name\n1,${'x'.repeat(1_100_000)}\n2,Ann\n`)
    expect(items).toEqual([
      { line: 2, text: '', error: 'The line is longer than 1 MiB.' },
      { line: 3, record: { id: '2', name: 'Ann' } },
    ])
  })

  it('reads the same cells as csv-parse', async () => {
    const cell = fc
      .array(fc.constantFrom('a', 'é', '😀', ',', '"', '\n', '\r\n', ' ', ';'), { maxLength: 6 })
      .map((parts) => parts.join(''))
    const rows = fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 6 })
    const quoted = (text: string) =>
      /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
    await fc.assert(
      fc.asyncProperty(rows, fc.integer({ min: 1, max: 30 }), async (cells, size) => {
        const lines = cells.map(([a, b], n) => [`${n}`, a, b].map(quoted).join(','))
        const content = ['id,traits.a,traits.b', ...lines].join('\r\n')
        const parsed = parse(content, { from_line: 2, relax_column_count: true })
        const expected = parsed.map((row) => row.map(trimText))
        const found = await read(content, size)
        const actual = found.map((item) => {
          if (!('record' in item)) return item
          const { id, traits = {} } = item.record as { id: string; traits?: Record<string, string> }
          return [id, traits['a'] ?? '', traits['b'] ?? '']
        })
        expect(actual).toEqual(expected)
      }),
      { numRuns: 300 },
    )
  })
})
