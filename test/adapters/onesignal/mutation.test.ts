import { beforeAll } from 'vitest'
import { createOneSignalAdapter } from '../../../src/adapters/onesignal/onesignal.js'
import { loadPhoneCheck } from '../../../src/core/contact/loadPhoneReader.js'
import { testMutations } from '../mutation.js'
import { apiKey, appId, createOneSignalFake } from './onesignal.fake.js'
import { types } from './onesignal.fixture.js'
import { skipPauses } from './skipPauses.js'

// A module that loads while the clock stands still would arrive after the pauses.
beforeAll(async () => void (await loadPhoneCheck()))

testMutations('onesignal', {
  open(wrapFetch) {
    const subscriptions = [{ id: '1', type: 'iOSPush', token: 'a', enabled: true }]
    const tags = { plan: 'pro', notify_digest_email: '1' }
    const others = { language: 'de', timezone_id: 'Europe/Berlin' }
    const { fetch } = createOneSignalFake({ users: { ada: { tags, others, subscriptions } } })
    return createOneSignalAdapter({ appId, apiKey, types, fetch: wrapFetch(fetch) })
  },
  calls: {
    get: ({ users }) => users.get('ada'),
    identify: ({ users }) =>
      skipPauses(async () =>
        users.identify(
          'new',
          { timezone: 'Europe/London', traits: { team: 'red' } },
          { preferences: [{ type: 'digest', channel: 'email', enabled: true }] },
        ),
      ),
    update: ({ users }) =>
      skipPauses(async () =>
        users.update('ada', { timezone: 'Europe/Paris', traits: { plan: null } }),
      ),
    delete: ({ users }) => users.delete('ada'),
    'identify many': ({ users }) =>
      skipPauses(async () => users.identifyMany([{ id: 'ada' }, { id: 'grace' }])),
    preferences: ({ preferences }) => preferences.get('ada'),
    'a switch': ({ preferences }) =>
      skipPauses(async () =>
        preferences.update('ada', { type: 'digest', channel: 'sms', enabled: false }),
      ),
    reset: ({ preferences }) => skipPauses(async () => preferences.reset('ada')),
    'a device': ({ devices }) => devices.add('ada', { token: 'c', platform: 'ios' }),
    'no device': ({ devices }) => devices.remove('ada', 'a'),
  },
})
