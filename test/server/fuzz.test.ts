import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { base, everything, requests, serving } from './handler.fixture.js'

const json = fc.jsonValue({ maxDepth: 40 })
const key = fc.constantFrom(
  'patch',
  'changes',
  'preferences',
  'device',
  'token',
  'event',
  'id',
  '__proto__',
)
const inner = fc.constantFrom(
  'id',
  'name',
  'traits',
  'type',
  'channel',
  'enabled',
  'row',
  'token',
  'user',
  '__proto__',
)
const body = fc.oneof(
  fc.string(),
  json.map((value) => JSON.stringify(value)),
  fc
    .dictionary(
      key,
      fc.oneof(json, fc.dictionary(inner, json), fc.array(fc.dictionary(inner, json))),
    )
    .map((value) => JSON.stringify(value)),
  fc.constantFrom(
    '['.repeat(30_000),
    '{"patch":'.repeat(7_000),
    '"'.repeat(70_000),
    '{"patch":{"traits":{"__proto__":{"a":1}}}}',
  ),
)
const request = fc.record({
  method: fc.constantFrom('GET', 'HEAD', 'PUT', 'PATCH', 'POST', 'DELETE', 'OPTIONS', 'QUERY'),
  path: fc.oneof(
    fc.constantFrom(
      '',
      ...requests.map(({ path }) => path),
      '?read=user&id=grace',
      '/user/grace',
      '/../user',
    ),
    fc.webPath(),
    fc.webQueryParameters().map((query) => `?read=${query}`),
  ),
  source: fc.option(fc.string({ unit: fc.constantFrom('a', '%', '2', '0', 'é') }), {
    nil: undefined,
  }),
  body,
})

it('answers whatever is sent, and tells nobody else’s data', async () => {
  const { handler, adapter } = serving({ allow: everything, writable: { traits: true } })
  await adapter.users?.update?.('grace', { name: 'sentinel', traits: { sentinel: 'sentinel' } })
  await fc.assert(
    fc.asyncProperty(request, async ({ method, path, source, body: text }) => {
      const response = await handler(
        new Request(base + path, {
          method,
          headers: {
            cookie: 'ada',
            'content-type': 'application/json',
            ...(source && { 'x-identikit-source': source }),
          },
          ...(method !== 'GET' && method !== 'HEAD' && { body: text }),
        }),
      )
      const answer = await response.text()
      expect(response.status).not.toBe(500)
      expect(answer).not.toContain('sentinel')
      expect(() => JSON.parse(answer || '{}')).not.toThrow()
    }),
    { numRuns: 1000 },
  )
  expect([...new Set(adapter.calls.slice(1).map(({ id }) => id))]).toEqual(['ada'])
})
