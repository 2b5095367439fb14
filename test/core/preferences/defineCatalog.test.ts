import { describe, expect, it } from 'vitest'
import { defineCatalog } from '../../../src/core/preferences/defineCatalog.js'

const define = (catalog: unknown) => () => defineCatalog(catalog as never)

describe('defineCatalog', () => {
  it('returns the catalog', () => {
    const catalog = [
      { id: 'news', label: 'News', description: 'Weekly', group: 'Company', order: 2 },
      { id: 'digest', default: { email: true }, channels: ['email', 'pigeon'], hidden: false },
      { id: 'security', default: true, locked: { reason: 'Required', channels: ['email'] } },
      { id: 'terms', channels: [], locked: {}, label: undefined },
      { id: 'recap', frequency: { options: ['daily', 'weekly'], default: 'weekly' } },
      { id: 'mentions', frequency: { options: ['instant'] } },
    ] as const
    expect(defineCatalog(catalog)).toBe(catalog)
    expect(defineCatalog([])).toEqual([])
  })

  it.each([
    [[{ id: '' }], 'catalog[0].id must be a non-empty string'],
    ...[' ', 'news ', '\u00A0news', 'ne\u200Bws', '\uFEFFnews', 'news\u2800', 'ne\nws'].map(
      (id): [unknown, string] => [
        [{ id }],
        'catalog[0].id must be a non-empty string without outer white space and invisible characters',
      ],
    ),
    [[{ id: 'news', channels: ['email '] }], 'catalog[0].channels must be a list of channels'],
    [[{ label: 'News' }], 'catalog[0].id is missing'],
    [[null], 'catalog[0] must be an object'],
    [['news'], 'catalog[0] must be an object'],
    [[{ id: 'a' }, { id: 'b' }, { id: 'a' }], 'catalog[2].id "a" is used twice'],
    [[{ id: 'a', lable: 'A' }], "catalog[0].lable isn't a property of a catalog entry"],
    [[{ id: 'a', label: 1 }], 'catalog[0].label must be a string'],
    [[{ id: 'a', order: '1' }], 'catalog[0].order must be a number'],
    [[{ id: 'a', default: 'on' }], 'catalog[0].default must be true, false or an object'],
    [[{ id: 'a', default: { email: 1 } }], 'catalog[0].default must be true, false or an object'],
    [[{ id: 'a', locked: true }], 'catalog[0].locked must be an object'],
    [[{ id: 'a', locked: { channels: 'email' } }], 'catalog[0].locked must be an object'],
    [[{ id: 'a', channels: 'email' }], 'catalog[0].channels must be a list of channels, each once'],
    [[{ id: 'a', channels: ['email', 'email'] }], 'catalog[0].channels must be a list of channels'],
    [[{ id: 'a', hidden: 1 }], 'catalog[0].hidden must be true or false'],
    [
      [{ id: 'a', channels: ['email'], locked: { channels: ['emial'] } }],
      'catalog[0].locked.channels names "emial", which .channels doesn\'t list',
    ],
    [
      [{ id: 'a', channels: ['email'], default: { push: true } }],
      'catalog[0].default names "push", which .channels doesn\'t list',
    ],
    ...[
      'daily',
      {},
      { options: [] },
      { options: ['yearly'] },
      { options: ['daily', 'daily'] },
      { options: ['daily'], default: 'weekly' },
    ].map((frequency): [unknown, string] => [
      [{ id: 'a', frequency }],
      'catalog[0].frequency must be an object with `options`, each once of instant, hourly, daily, weekly, monthly',
    ]),
    [{}, 'takes an array of entries'],
  ])('throws for %j', (catalog, error) => {
    expect(define(catalog)).toThrow(expect.objectContaining({ code: 'misuse' }))
    expect(define(catalog)).toThrow(error)
  })

  it('names every error at once', () => {
    expect(define([{ id: '' }, { id: 'a', x: 1, hidden: 0 }])).toThrow(
      "catalog[0].id must be a non-empty string without outer white space and invisible characters; catalog[1].x isn't a property of a catalog entry; catalog[1].hidden must be true or false.",
    )
  })
})
