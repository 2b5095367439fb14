import type { PreferenceTarget } from '../../../src/core/preferences/preferences.js'
import { createTrophyAdapter } from '../../../src/adapters/trophy/trophy.js'
import { testAdapter } from '../conformance/conformance.js'
import { createTrophyFake } from './trophy.fake.js'

const types = ['achievement_completed', 'recap', 'reactivation', 'streak_reminder']
const targets: PreferenceTarget[] = types.flatMap((type) => [
  { type, channel: 'email' },
  { type, channel: 'push' },
])
const traitKeys = ['plan', 'team', '__proto__', 'constructor', 'é"\\ $1']

// Whether Trophy merges or replaces attributes is not documented, so both are tested.
for (const merge of ['merge', 'replace'] as const) {
  testAdapter(`Trophy, if attributes are ${merge}d`, {
    targets,
    traitKeys,
    refusedChange: { change: { type: 'recap', enabled: false }, code: 'unsupported' },
    dateOnly: true,
    device: { token: 'ExponentPushToken[a/b?c#d é]' },
    event: { name: 'words', value: 12, properties: { genre: 'novel' } },
    create(ids) {
      const fake = createTrophyFake({
        users: ids.map((id) => ({ id })),
        attributes: traitKeys,
        eventAttributes: ['genre'],
        merge,
      })
      return createTrophyAdapter({ apiKey: fake.adminKey, fetch: fake.fetch })
    },
    createFailing: (fetch) => createTrophyAdapter({ apiKey: 'fake', fetch }),
    servesUnknown: { events: 'an event creates its user' },
    lacks: {
      'users.delete': 'the API has no endpoint for it',
      'users.list': 'the API has no endpoint for it',
      schedule: 'the API has no schedules of users',
      'users.merge': 'the API has no endpoint for it',
      'preferences.reset': 'the API cannot remove a choice',
      'preferences.type': 'a type has only settings of its channels',
      'preferences.channel': 'a channel can be turned off for all types, but not on',
      'preferences.subscribed': 'the closest field, subscribeToEmails, deletes the address',
    },
  })
}
