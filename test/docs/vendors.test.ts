import { describe, expect, it } from 'vitest'
import { readPage } from './markdown.js'
import { vendorTable } from './vendorTable.js'

/** Returns the cells without their padding. */
const readCells = (table: string) =>
  table
    .trim()
    .split('\n')
    .filter((line) => !/^[|\s:-]+$/.test(line))
    .map((line) => line.split('|').map((cell) => cell.trim()))

describe('docs/vendors.md: the table of services', () => {
  it("matches the adapters' capabilities (`npm run vendors` writes it)", () => {
    const { text } = readPage('docs/vendors.md')
    const [, table = ''] = /<!-- vendors -->([^]*?)<!-- \/vendors -->/.exec(text) ?? []
    expect(readCells(table)).toEqual(readCells(vendorTable()))
  })
})
