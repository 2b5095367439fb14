import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { vendorTable } from './vendorTable.js'

/** The cells alone: how wide a column is printed is the formatter's affair. */
const cellsOf = (table: string) =>
  table
    .trim()
    .split('\n')
    .filter((line) => !/^[|\s:-]+$/.test(line))
    .map((line) => line.split('|').map((cell) => cell.trim()))

describe('the table of services in the README', () => {
  it('is what the adapters say; `npm run vendors` writes it', () => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
    const [, table = ''] = /<!-- vendors -->([^]*?)<!-- \/vendors -->/.exec(readme) ?? []
    expect(cellsOf(table)).toEqual(cellsOf(vendorTable()))
  })
})
