import * as fc from 'fast-check'
import { base, origin, requests } from './handler.fixture.js'

const json = fc.jsonValue({ maxDepth: 40 })
const outer = ['patch', 'changes', 'preferences', 'device', 'token', 'event', 'id', '__proto__']
const inner = [
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
]
const key = fc.constantFrom(...outer)
const part = fc.dictionary(fc.constantFrom(...inner), json)

const body = fc.oneof(
  fc.string(),
  json.map((value) => JSON.stringify(value)),
  fc.dictionary(key, fc.oneof(json, part, fc.array(part))).map((value) => JSON.stringify(value)),
  fc.constantFrom(
    '['.repeat(30_000),
    '{"patch":'.repeat(7_000),
    '"'.repeat(70_000),
    '{"patch":{"traits":{"__proto__":{"a":1}}}}',
    '{"patch":{"name":"a","name":"b"},"patch":{}}',
  ),
)

const route = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom(...requests).map(({ method, path }) => ({ method, path })),
  },
  fc.record({
    method: fc.constantFrom('GET', 'HEAD', 'PUT', 'PATCH', 'POST', 'DELETE', 'OPTIONS', 'QUERY'),
    path: fc.oneof(
      fc.constantFrom(
        '',
        ...requests.map(({ path }) => path),
        '?read=user&id=grace',
        '/user/grace',
        '/../user',
        '//evil.example/user',
      ),
      fc.webPath(),
      fc.webQueryParameters().map((query) => `?read=${query}`),
    ),
  }),
)

/** Valid requests, so that the service is called too. */
const validRequest = fc
  .constantFrom(...requests)
  .map(({ method, path, body: sent }) => ({ route: { method, path }, body: JSON.stringify(sent) }))

/** Mostly valid requests, because refused ones test little. */
const header = <T>(usual: string | undefined, ...odd: T[]) =>
  fc.oneof({ weight: 20, arbitrary: fc.constant(usual) }, fc.constantFrom(undefined, ...odd))

const headers = fc.record({
  origin: header(origin, 'null', 'https://evil.example', `${origin}.evil.example`),
  'sec-fetch-site': header('same-origin', 'cross-site', 'none'),
  'content-type': header('application/json', 'text/plain', 'application/x-www-form-urlencoded'),
  'x-identikit-user': header(undefined, 'grace', '%', 'ada'),
  'x-identikit-source': fc.option(fc.string({ unit: fc.constantFrom('a', '%', '2', '0', 'é') }), {
    nil: undefined,
  }),
  'x-http-method-override': header(undefined, 'DELETE'),
  host: header(undefined, 'evil.example'),
  authorization: header(undefined, 'Bearer cookie', 'Basic cookie'),
})

/** A request and its sender. */
export interface Fuzzed {
  readonly request: Request
  readonly method: string
}

export const fuzzed: fc.Arbitrary<Fuzzed> = fc
  .record({ call: fc.oneof(fc.record({ route, body }), validRequest), headers })
  .map(({ call: { route: to, body: text }, headers: sent }) => {
    const { method, path } = to
    const entries = Object.entries(sent).filter((pair) => pair[1] !== undefined && pair[1] !== '')
    const hasBody = method !== 'GET' && method !== 'HEAD'
    const request = new Request(base + path, {
      method,
      headers: [['cookie', 'ada-cookie'], ...(entries as [string, string][])],
      ...(hasBody && { body: text }),
    })
    return { request, method }
  })

/** Ids of hosts, some of which change the meaning of a path. */
export const ids = fc.oneof(
  { weight: 4, arbitrary: fc.constant('ada') },
  fc.constantFrom(
    'a/b',
    '../grace',
    '..%2fgrace',
    '%2e%2e',
    'a?b#c',
    'a\\..\\b',
    '...',
    '@evil.example',
    'é 👑',
    '{id}',
  ),
  fc.string({ minLength: 1, maxLength: 30 }),
)

const isCampaign = process.env['IDENTIKIT_CAMPAIGN'] !== undefined

/** Returns the number of runs, ten times as many in a campaign. */
export function campaign(runs: number) {
  return { numRuns: isCampaign ? runs * 10 : runs }
}
