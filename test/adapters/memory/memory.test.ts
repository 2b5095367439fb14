import { createMemoryAdapter } from '../../../src/adapters/memory/memory.js'
import type { PreferenceTarget } from '../../../src/core/preferences/preferences.js'
import { testWholeMerge } from '../conformance/conformance.merge.js'
import { testAdapter } from '../conformance/conformance.js'

const targets: PreferenceTarget[] = [
  { type: 'news', channel: 'email' },
  { type: 'news', channel: 'push' },
  { type: '__proto__', channel: '__proto__' },
  { type: 'news' },
  { type: 'unlisted' },
  { channel: 'email' },
  { channel: 'whatsapp' },
  {},
]
const people = (ids: readonly string[]) => ids.map((id) => ({ id }))
const preferences = {
  types: [
    {
      id: 'news',
      channels: { email: { state: 'unset', default: true }, push: { state: 'unset' } },
    },
    { id: 'legal', channels: { email: { state: 'on', locked: {} } } },
  ],
  channels: { email: { state: 'unset', default: true } },
} as const
const streakInfo = { metrics: [{ key: 'words', name: 'Words' }, { key: 'lessons' }] }
const target = {
  targets,
  refusedChange: { change: { type: 'legal', channel: 'email', enabled: false }, code: 'locked' },
  create: (ids: readonly string[]) =>
    createMemoryAdapter({ users: people(ids), preferences, streakInfo }),
}

testAdapter('memory', target)
testWholeMerge('memory', target)

testAdapter('memory with row writes and string traits', {
  targets,
  create: (ids) =>
    createMemoryAdapter({
      users: people(ids),
      preferences,
      rules: { write: 'row', parents: 'unknown' },
      fields: {
        name: { read: true, write: true, clear: false },
        timezone: { read: true, write: true, clear: true },
        email: { read: true, write: false, clear: false },
        phone: { read: false, write: true, clear: true },
      },
      traits: { values: 'string', merge: 'key', clear: false, declared: true },
      without: [
        'users.update',
        'users.list',
        'preferences.reset',
        'streak',
        'schedule',
        'devices',
        'events',
      ],
    }),
  traitKeys: ['plan', 'team'],
  lacks: {
    'users.update': 'left out',
    'users.list': 'left out',
    'preferences.reset': 'left out',
    streak: 'left out',
    schedule: 'left out',
    'streak.info': 'left out',
    devices: 'left out',
    events: 'left out',
  },
})
