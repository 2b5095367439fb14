import { inspect } from 'node:util'
import * as fc from 'fast-check'
import { expect, it, vi } from 'vitest'
import { createUserHandler } from '../../src/server.js'
import { campaign, fuzzed, ids } from './fuzz.fixture.js'
import { device, everything, openHandler } from './handler.fixture.js'
import { behaviors, createVendor } from './vendor.fixture.js'

const writable = { traits: true } as const
const limit = 10 * 60_000

/** Checks what holds for every response and returns its text and headers. */
async function expectAnswer(response: Response): Promise<string> {
  const text = await response.text()
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'cache-control': 'no-store',
    'content-type': 'application/json; charset=utf-8',
    'x-content-type-options': 'nosniff',
    'x-request-id': expect.stringMatching(/^[\da-f-]{36}$/),
  })
  expect(() => JSON.parse(text || '{}')).not.toThrow()
  return JSON.stringify([...response.headers]) + text
}

it(
  'createUserHandler: answers any request without data of other users',
  { timeout: limit },
  async () => {
    const parameters = campaign(1000)
    const authenticate = () => 'ada'
    const { handler, adapter } = openHandler({
      allow: everything,
      writable,
      authenticate,
      rateLimit: false,
    })
    await adapter.users?.update?.('grace', { name: 'sentinel', traits: { sentinel: 'sentinel' } })
    const counts = new Map<number, number>()
    await fc.assert(
      fc.asyncProperty(fuzzed, async ({ request, method }) => {
        await adapter.users?.identify?.('ada', {})
        const before = adapter.calls.length
        const response = await handler(request)
        const answer = await expectAnswer(response)
        const writes = adapter.calls.slice(before).filter(({ member }) => !member.endsWith('.get'))
        counts.set(response.status, (counts.get(response.status) ?? 0) + 1)
        expect(response.status).not.toBe(500)
        expect(answer.replaceAll(device.token, 'her own')).not.toContain('sentinel')
        // Refused requests write nothing. A deletion can be followed by 404.
        const mayWrite =
          method !== 'GET' && method !== 'HEAD' && [200, 404].includes(response.status)
        expect(writes.length).toBeLessThanOrEqual(mayWrite ? 1 : 0)
      }),
      parameters,
    )
    expect([...new Set(adapter.calls.slice(1).map(({ id }) => id))]).toEqual(['ada'])
    // Enough requests must succeed.
    expect(counts.get(200)).toBeGreaterThan(parameters.numRuns / 10)
  },
)

it(
  'createUserHandler: never answers with the key of a service, whatever the service returns',
  { timeout: limit },
  async () => {
    const parameters = campaign(1000)
    const printed: string[] = []
    for (const level of ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const) {
      vi.spyOn(console, level).mockImplementation((...values: unknown[]) => {
        printed.push(values.map((value) => inspect(value, { depth: 10 })).join(' '))
      })
    }
    const { adapter, violations, behave, countRequests } = createVendor()
    vi.stubGlobal('fetch', (address: unknown) =>
      violations.push(`global fetch of ${String(address)}`),
    )
    let id = ''
    const authenticate = () => id
    const handler = createUserHandler({
      adapter,
      authenticate,
      allow: everything,
      rateLimit: false,
    })
    await fc.assert(
      fc.asyncProperty(
        fuzzed,
        ids,
        fc.array(behaviors, { minLength: 1, maxLength: 3 }),
        async ({ request }, userId, nextBehaviors) => {
          id = userId
          behave(nextBehaviors)
          const answer = await expectAnswer(await handler(request))
          expect(answer.replaceAll(device.token, 'her own')).not.toContain('sentinel')
          expect(printed.splice(0).join('\n')).not.toContain('sentinel')
          expect(violations).toEqual([])
        },
      ),
      parameters,
    )
    vi.unstubAllGlobals()
    expect(countRequests()).toBeGreaterThan(parameters.numRuns / 5)
  },
)
