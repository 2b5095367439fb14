import { expect } from './expect.js'
import { createAdminClient, type AdminClient } from '../../core/adminClient.js'
import { IdentikitError, toIdentikitError } from '../../core/errors.js'
import type { AdapterUnderTest } from './adapterUnderTest.js'
import type { AddTest } from './addTest.js'
import { memberCalls } from './memberCalls.js'
import { ada } from './openAdapter.js'

/** How a service that is down answers a request. */
const failures: Readonly<Record<string, typeof globalThis.fetch>> = {
  'answers with the status 500': async () => Response.json({ error: 'down' }, { status: 500 }),
  'answers with the status 503': async () => new Response('<html></html>', { status: 503 }),
  'closes the connection': () => Promise.reject(new TypeError('fetch failed')),
  'takes too long': () => Promise.reject(new DOMException('Too late.', 'TimeoutError')),
}

/** The codes of a failure, and of a call that the adapter lacks or refuses before a request. */
const codes = /^(?:service|network|timeout|unsupported|invalid)$/

/** The error of a member that the adapter lacks and the client has not. */
const absent = new IdentikitError('unsupported', 'The adapter lacks this member.')

/** Adds the tests of a service that is down: its error must be neither an unknown user nor a user without data. */
export function testFailures(under: AdapterUnderTest, addTest: AddTest): void {
  const { createFailing, targets } = under
  if (!createFailing) return
  // The client repeats it for many seconds.
  const { 'users.identifyMany': _, ...calls } = memberCalls

  for (const [failure, fetch] of Object.entries(failures)) {
    addTest(`rejects every call of a service that ${failure}`, async () => {
      const adapter = await createFailing(fetch)
      const client = createAdminClient(adapter)
      const change = { ...targets[0], enabled: true }
      const allCalls: Readonly<Record<string, (client: AdminClient) => Promise<unknown>>> = {
        ...calls,
        'preferences.update': ({ preferences }) => preferences.update(ada, change),
        getMany: () => adapter.getMany?.([ada]) ?? Promise.reject(absent),
        'history.get': () => adapter.history?.get(ada) ?? Promise.reject(absent),
      }
      for (const [member, call] of Object.entries(allCalls)) {
        const error = await call(client).then(() => undefined, toIdentikitError)
        const expected = { member, code: expect.stringMatching(codes) }
        expect({ member, code: error?.code }).toEqual(expected)
      }
    })
  }
}
