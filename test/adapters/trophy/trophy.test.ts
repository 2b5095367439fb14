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

// Whether attributes that are sent replace the stored ones is not published: both must do.
for (const merge of ['merge', 'replace'] as const) {
  testAdapter(`Trophy where attributes are ${merge}d`, {
    targets,
    traitKeys,
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
    servesUnknown: { events: 'an event makes its user' },
    lacks: {
      'users.delete': 'its API has no call for that',
      'users.list': 'its API has no call for that',
      'users.merge': 'its API has no call for that',
      'preferences.reset': 'no way back to a type that was never chosen is known',
      'preferences.type': 'a type is on where one of its channels is',
      'preferences.channel':
        'it has no global switches, and all types at once can only be turned off',
      'preferences.subscribed': 'its nearest is subscribeToEmails, which erases the address',
    },
  })
}
