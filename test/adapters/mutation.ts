import * as fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { UserAdapter, UserRecord } from '../../src/core/adapter.js'
import { createAdminClient, type AdminClient } from '../../src/core/adminClient.js'
import { isIdentikitError } from '../../src/core/errors.js'
import { testAborts, type AbortOptions } from './abort.js'

/** Unexpected values. */
const unexpectedValues: readonly unknown[] = [
  null,
  true,
  0,
  -1.5,
  1e308,
  '',
  'x'.repeat(5000),
  '\uD800',
  [],
  {},
  [[null]],
  { __proto__: null, constructor: 1 },
  JSON.parse('{"__proto__":{"polluted":true}}'),
]

/** One edit of JSON. */
export interface Edit {
  /** Selects a place as a fraction of all places. */
  readonly at: number
  readonly act: 'remove' | 'replace' | 'add' | 'twice'
  readonly value: unknown
}

/** Edits of the JSON of an answer. */
export const edits: fc.Arbitrary<readonly Edit[]> = fc.array(
  fc.record({
    // Not `fc.double`, most of whose numbers are close to 0.
    at: fc.noBias(fc.nat(9999)).map((place) => place / 10_000),
    act: fc.constantFrom<Edit['act'][]>('remove', 'replace', 'add', 'twice'),
    value: fc.oneof(fc.constantFrom(...unexpectedValues), fc.jsonValue()),
  }),
  { minLength: 1, maxLength: 3 },
)

/** Corruptions of a response: other statuses, invalid JSON and edited JSON. */
const corruptions = fc.record({
  status: fc.constantFrom(
    200,
    200,
    200,
    201,
    204,
    302,
    400,
    401,
    403,
    404,
    409,
    422,
    429,
    500,
    503,
  ),
  text: fc.option(
    fc.constantFrom('', '<!doctype html>', '{', 'null', '"text"', '[]', '17', '\u0000'),
    {
      freq: 3,
    },
  ),
  edits,
  retryAfter: fc.option(fc.constantFrom('1', '-1', 'soon', 'Wed, 21 Oct 2099 07:28:00 GMT')),
})

type Corruption = typeof corruptions extends fc.Arbitrary<infer T> ? T : never

/** Options of {@link testMutations}. */
export interface MutationOptions extends AbortOptions {}

const runs = process.env['IDENTIKIT_CAMPAIGN'] ? 2000 : 150

/**
 * Tests that every call returns data or an IdentikitError, however the responses are corrupted, and that it sends nothing after an
 * abort.
 */
export function testMutations(name: string, { open, calls }: MutationOptions): void {
  testAborts(name, { open, calls })
  afterEach(() => vi.restoreAllMocks())

  describe(`${name} with corrupted responses`, () => {
    it('returns data or an IdentikitError', { timeout: 600_000 }, async () => {
      vi.spyOn(console, 'warn').mockImplementation(() => {})
      const call = fc.constantFrom(...Object.entries(calls))
      await fc.assert(
        fc.asyncProperty(call, corruptions, fc.nat(4), async ([, run], corruption, after) => {
          let responses = 0
          const adapter = await open((send) => async (input, init) => {
            const response = await send(input, init)
            responses += 1
            return responses > after ? corrupt(response, corruption) : response
          })
          const [result] = await Promise.allSettled([run(withoutRetries(adapter))])
          if (result.status === 'rejected' && !isIdentikitError(result.reason)) throw result.reason
          expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
        }),
        { numRuns: runs },
      )
    })
  })
}

/** Returns a client whose `identifyMany` sends once, without the retries of an import. */
function withoutRetries(adapter: UserAdapter): AdminClient {
  const client = createAdminClient(adapter)
  const send = adapter.users?.identifyMany?.send
  if (!send) return client
  const identifyMany: AdminClient['users']['identifyMany'] = async (users) => {
    await send([...(users as Iterable<UserRecord>)])
    return { done: 0, failed: [] }
  }
  return { ...client, users: { ...client.users, identifyMany } }
}

async function corrupt(response: Response, corruption: Corruption): Promise<Response> {
  const original = await response.text()
  const isJson = original !== '' && corruption.text === null
  const text = isJson
    ? JSON.stringify(corruption.edits.reduce(applyEdit, parse(original)))
    : (corruption.text ?? '')
  const hasBody = ![204, 304].includes(corruption.status)
  const headers = corruption.retryAfter === null ? {} : { 'retry-after': corruption.retryAfter }
  return new Response(hasBody ? text : null, { status: corruption.status, headers })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** Returns a copy of the JSON with one edit. */
export function applyEdit(json: unknown, { at, act, value }: Edit): unknown {
  const root = structuredClone({ json })
  const places = findPlaces(root)
  const place = places[Math.floor(at * places.length)]
  if (!place) return value
  const { parent, key } = place
  if (act === 'replace') parent[key] = value
  else if (act === 'remove') delete parent[key]
  else if (act === 'add') parent[`${key}-new`] = value
  else parent[key] = [parent[key], parent[key]]
  return root.json
}

interface Place {
  readonly parent: Record<string, unknown>
  readonly key: string
}

function findPlaces(value: unknown): Place[] {
  if (typeof value !== 'object' || value === null) return []
  const parent = value as Record<string, unknown>
  return Object.keys(parent).flatMap((key) => [{ parent, key }, ...findPlaces(parent[key])])
}
