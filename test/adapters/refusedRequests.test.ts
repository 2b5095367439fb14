import { describe, expect, it } from 'vitest'
import { createKnockAdapter } from '../../src/adapters/knock/knock.js'
import { createNotiflowsAdapter } from '../../src/adapters/notiflows/notiflows.js'
import { createNovuAdapter } from '../../src/adapters/novu/novu.js'
import { createTrophyAdapter } from '../../src/adapters/trophy/trophy.js'
import type { UserAdapter } from '../../src/core/adapter.js'
import { createUserClient } from '../../src/core/client.js'
import { getSetting } from '../../src/core/preferences/preferences.js'
import type { WriteReport } from '../../src/core/requestOptions.js'
import { createKnockFake } from './knock/knock.fake.js'
import { createNotiflowsFake } from './notiflows/notiflows.fake.js'
import { createNovuFake } from './novu/novu.fake.js'
import { createTrophyFake } from './trophy/trophy.fake.js'

type Open = (wrapFetch: (send: typeof fetch) => typeof fetch) => UserAdapter

/** Adapters with the types that the changes of the test name. */
const adapters: Readonly<Record<string, readonly [Open, readonly string[]]>> = {
  knock: [
    (wrapFetch) => {
      const environmentDefault = { workflows: { digest: false } }
      const { fetch } = createKnockFake({ users: [{ id: 'ada' }], environmentDefault })
      return createKnockAdapter({ apiKey: 'sk_test_fake-sentinel', fetch: wrapFetch(fetch) })
    },
    ['workflow:digest', 'workflow:unknown', 'category:news'],
  ],
  notiflows: [
    (wrapFetch) => {
      const { fetch } = createNotiflowsFake({ users: [{ external_id: 'ada' }] })
      const keys = { publicKey: 'pk_test', secretKey: 'sk_test' }
      return createNotiflowsAdapter({ ...keys, fetch: wrapFetch(fetch) })
    },
    ['orders', 'unknown', 'news'],
  ],
  novu: [
    (wrapFetch) => {
      const channels = { email: false, push: false }
      const workflows = ['digest', 'unknown', 'news'].map((identifier) => ({
        identifier,
        channels,
      }))
      const fake = createNovuFake({ users: [{ subscriberId: 'ada' }], workflows })
      return createNovuAdapter({ secretKey: 'novu-key-sentinel', fetch: wrapFetch(fake.fetch) })
    },
    ['digest', 'unknown', 'news'],
  ],
  trophy: [
    (wrapFetch) => {
      const fake = createTrophyFake({ users: [{ id: 'ada' }] })
      return createTrophyAdapter({ apiKey: fake.adminKey, fetch: wrapFetch(fake.fetch) })
    },
    ['recap', 'unknown', 'reactivation'],
  ],
}

/** A service that refuses every request which names an unknown type. */
const refuseUnknown =
  (send: typeof fetch): typeof fetch =>
  async (input, init) =>
    typeof init?.body === 'string' && init.body.includes('unknown')
      ? Response.json({ error: 'Unknown.' }, { status: 422 })
      : send(input, init)

describe('a request that the service refuses because of one change', () => {
  it.each(Object.entries(adapters))('is sent again without it: %s', async (_, [open, types]) => {
    const client = createUserClient(open(refuseUnknown))
    const reports: WriteReport[] = []
    const changes = [...types, types[0]].flatMap((type) =>
      ['email', 'push'].map((channel) => ({ type, channel, enabled: true })),
    )
    const saved = await client.preferences.update('ada', changes, {
      onReport: (report) => reports.push(report),
    })
    expect(reports).toMatchObject([
      {
        refused: [
          { index: 2, error: { code: 'invalid', status: 422 } },
          { index: 3, error: { code: 'invalid', status: 422 } },
        ],
      },
    ])
    for (const change of changes.filter(({ type }) => type !== types[1]))
      expect(getSetting(saved, change)?.state).toBe('on')
    await expect(client.preferences.update('ada', changes)).rejects.toMatchObject({ status: 422 })
  })
})
