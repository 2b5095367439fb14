import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { UserAdapter, UserRecord } from '../../src/core/adapter.js'
import { createAdminClient, type AdminClient } from '../../src/core/adminClient.js'
import { isIdentikitError } from '../../src/core/errors.js'

/** What may stand where something else was expected. */
const strays: readonly unknown[] = [
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

interface Edit {
  /** Picks a place, as a part of all places. */
  readonly at: number
  readonly act: 'remove' | 'replace' | 'add' | 'twice'
  readonly value: unknown
}

const edits: fc.Arbitrary<readonly Edit[]> = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    act: fc.constantFrom<Edit['act'][]>('remove', 'replace', 'add', 'twice'),
    value: fc.oneof(fc.constantFrom(...strays), fc.jsonValue()),
  }),
  { minLength: 1, maxLength: 3 },
)

/** Texts that are no JSON, and statuses that a proxy or a bad day brings. */
const spoiled = fc.record({
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

type Spoiled = typeof spoiled extends fc.Arbitrary<infer T> ? T : never

export interface MutationOptions {
  /** A fresh adapter that speaks to a fake through what is given in the place of its fetch. */
  readonly open: (spoil: (send: typeof fetch) => typeof fetch) => UserAdapter | Promise<UserAdapter>
  /** Everything that the adapter can be asked. */
  readonly asks: Readonly<Record<string, (client: AdminClient) => Promise<unknown>>>
}

const runs = process.env['IDENTIKIT_CAMPAIGN'] ? 2000 : 150

/** Whatever a service answers, each method gives data or a typed error. */
export function testMutations(name: string, { open, asks }: MutationOptions): void {
  describe(`${name} whose answers are spoiled`, () => {
    it('gives data or a typed error', { timeout: 600_000 }, async () => {
      const ask = fc.constantFrom(...Object.entries(asks))
      await fc.assert(
        fc.asyncProperty(ask, spoiled, fc.nat(4), async ([, run], how, after) => {
          let answers = 0
          const adapter = await open((send) => async (input, init) => {
            const answer = await send(input, init)
            answers += 1
            return answers > after ? spoil(answer, how) : answer
          })
          const [result] = await Promise.allSettled([run(impatient(adapter))])
          if (result.status === 'rejected' && !isIdentikitError(result.reason)) throw result.reason
          expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
        }),
        { numRuns: runs },
      )
    })
  })
}

/** A client that sends many users once: how long an import waits for a service is not what is tested here. */
function impatient(adapter: UserAdapter): AdminClient {
  const client = createAdminClient(adapter)
  const send = adapter.users?.identifyMany?.send
  if (!send) return client
  const identifyMany: AdminClient['users']['identifyMany'] = async (users) => {
    await send([...(users as Iterable<UserRecord>)])
    return { done: 0, failed: [] }
  }
  return { ...client, users: { ...client.users, identifyMany } }
}

async function spoil(answer: Response, how: Spoiled): Promise<Response> {
  const original = await answer.text()
  const isJson = original !== '' && how.text === null
  const text = isJson ? JSON.stringify(how.edits.reduce(edited, parse(original))) : (how.text ?? '')
  const hasBody = ![204, 304].includes(how.status)
  const headers = how.retryAfter === null ? {} : { 'retry-after': how.retryAfter }
  return new Response(hasBody ? text : null, { status: how.status, headers })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** The JSON with one edit; the original stays as it was. */
function edited(json: unknown, { at, act, value }: Edit): unknown {
  const root = structuredClone({ json })
  const places = placesOf(root)
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

function placesOf(value: unknown): Place[] {
  if (typeof value !== 'object' || value === null) return []
  const parent = value as Record<string, unknown>
  return Object.keys(parent).flatMap((key) => [{ parent, key }, ...placesOf(parent[key])])
}
