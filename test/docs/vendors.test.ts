import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { vendorTable } from './vendorTable.js'

/** Returns the cells without their padding. */
const readCells = (table: string) =>
  table
    .trim()
    .split('\n')
    .filter((line) => !/^[|\s:-]+$/.test(line))
    .map((line) => line.split('|').map((cell) => cell.trim()))

describe('README: the table of services', () => {
  it("matches the adapters' capabilities (`npm run vendors` writes it)", () => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
    const [, table = ''] = /<!-- vendors -->([^]*?)<!-- \/vendors -->/.exec(readme) ?? []
    expect(readCells(table)).toEqual(readCells(vendorTable()))
  })
})
