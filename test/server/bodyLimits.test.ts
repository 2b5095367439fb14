import { describe, expect, it } from 'vitest'
import { checkBodyLimits } from '../../src/server/bodyLimits.js'
import { openHandler } from './handler.fixture.js'

const keys = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, index]))
const list = (count: number) => Array.from({ length: count }, () => null)

function nested(depth: number, open: (inner: unknown) => unknown): unknown {
  let value: unknown = 1
  for (let level = 0; level < depth; level += 1) value = open(value)
  return value
}

describe('checkBodyLimits', () => {
  it.each([
    ['32 levels of lists', nested(32, (inner) => [inner])],
    ['32 levels of objects', nested(32, (inner) => ({ inner }))],
    ['500 keys', keys(500)],
    [
      '4,000 keys in nine',
      { ...Object.fromEntries(list(8).map((_, i) => [i, keys(498)])), a: keys(7) },
    ],
    ['500 items', list(500)],
    ['a string', 'x'.repeat(60_000)],
    ['null', null],
  ])('accepts %s', (_, body) => {
    expect(() => checkBodyLimits(body)).not.toThrow()
  })

  it.each([
    ['33 levels of lists', nested(33, (inner) => [inner]), /32 levels/],
    ['33 levels of objects', nested(33, (inner) => ({ inner })), /32 levels/],
    [
      'an empty list at level 33',
      nested(32, (inner) => (inner === 1 ? [[]] : [inner])),
      /32 levels/,
    ],
    ['a million levels', nested(1_000_000, (inner) => [inner]), /32 levels/],
    ['501 keys in one object', keys(501), /500 keys in one object/],
    [
      '4,001 keys in nine',
      { ...Object.fromEntries(list(8).map((_, i) => [i, keys(498)])), a: keys(8) },
      /4000 keys/,
    ],
    [
      'keys named __proto__',
      JSON.parse(
        `[${list(501)
          .map(() => '{"__proto__":1}')
          .join()}]`,
      ),
      /500/,
    ],
    ['501 items', list(501), /500 items/],
    ['501 items in two', [list(249), list(250)], /500 items/],
  ])('refuses %s', (_, body, reason) => {
    expect(() => checkBodyLimits(body)).toThrow(reason)
  })

  it('runs before the other checks, so that they cannot overflow', async () => {
    const { send, getWrites } = openHandler({ writable: { traits: true } })
    for (const traits of [
      `{"a":${'['.repeat(30_000)}${']'.repeat(30_000)}}`,
      `{"a":${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}}`,
      `{"a":[${list(16_000).join()}]}`,
    ]) {
      const answer = await send('PUT', '/user', `{"patch":{"traits":${traits}}}`)
      expect(answer).toMatchObject({ status: 400, body: { error: { code: 'invalid' } } })
      expect(JSON.stringify(answer.body).length).toBeLessThan(300)
    }
    const changes = await send('PATCH', '/preferences', `{"changes":[${list(9000).join()}]}`)
    expect(JSON.stringify(changes.body).length).toBeLessThan(300)
    expect(getWrites()).toEqual([])
  })
})
