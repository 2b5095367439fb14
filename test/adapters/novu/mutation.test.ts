import { beforeAll, vi } from 'vitest'
import { createNovuAdapter } from '../../../src/adapters/novu/novu.js'
import { loadPhoneCheck } from '../../../src/core/contact/loadPhoneReader.js'
import { testMutations } from '../mutation.js'
import { createNovuFake } from './novu.fake.js'
import { secretKey, workflows } from './novu.fixture.js'

/** Skips the pauses for the replica. */
async function skipPauses<T>(run: () => Promise<T>): Promise<T> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  try {
    const result = run()
    result.catch(() => undefined)
    await vi.advanceTimersByTimeAsync(20_000)
    return await result
  } finally {
    vi.useRealTimers()
  }
}

// A module that loads while the clock stands still would arrive after the pauses.
beforeAll(async () => void (await loadPhoneCheck()))

testMutations('novu', {
  open(wrapFetch) {
    const users = [
      { subscriberId: 'ada', firstName: 'Ada', data: { plan: { name: 'pro' } } },
      { subscriberId: 'grace' },
    ]
    const { fetch } = createNovuFake({ users, workflows })
    const deviceChannels = ['fcm:app']
    return createNovuAdapter({
      secretKey,
      deviceChannels,
      fetch: wrapFetch(fetch),
    })
  },
  calls: {
    get: ({ users }) => users.get('ada'),
    identify: ({ users }) =>
      skipPauses(async () =>
        users.identify(
          'new',
          { locale: 'de', traits: { team: 'red' } },
          { preferences: [{ type: 'digest', channel: 'email', enabled: true }] },
        ),
      ),
    create: ({ users }) => users.create('new', { locale: 'de' }),
    update: ({ users }) => users.update('ada', { phone: null, traits: { plan: null } }),
    delete: ({ users }) => users.delete('ada'),
    list: ({ users }) => users.list(),
    'identify many': ({ users }) => users.identifyMany([{ id: 'ada' }, { id: 'grace' }]),
    preferences: ({ preferences }) => preferences.get('ada'),
    'a channel of a workflow': ({ preferences }) =>
      skipPauses(async () =>
        preferences.update('ada', { type: 'digest', channel: 'sms', enabled: false }),
      ),
    'channels of several workflows': ({ preferences }) =>
      skipPauses(async () =>
        preferences.update('ada', [
          { type: 'digest', channel: 'sms', enabled: false },
          { type: 'comments', channel: 'push', enabled: false },
        ]),
      ),
    'a device': ({ devices }) => devices.add('ada', { token: 'c' }),
    'no device': ({ devices }) => devices.remove('ada', 'b'),
  },
})
