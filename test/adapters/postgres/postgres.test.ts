import type { PreferenceTarget } from '../../../src/core/preferences/preferences.js'
import { testWholeMerge } from '../conformance/conformance.merge.js'
import { testAdapter } from '../conformance/conformance.js'
import { openPostgres } from './postgres.fixture.js'

const targets: PreferenceTarget[] = [
  { type: 'news', channel: 'email' },
  { type: 'news', channel: 'push' },
  { type: '__proto__', channel: '__proto__' },
  { type: 'ü'.repeat(256), channel: '漢'.repeat(256) },
  { type: 'news' },
  { type: "'; drop table identikit_users; --" },
  { channel: 'email' },
  { channel: '$1 carrier "pigeon"' },
  {},
]

const target = {
  targets,
  async create(ids: readonly string[]) {
    const { adapter, client } = openPostgres({ channels: ['email', 'push'], subscribed: true })
    for (const id of ids) await client.users.create(id, {})
    return adapter
  },
  lacks: {
    'streak.info': 'the host lists the metrics',
    events: 'the tables have no events',
  },
}

testAdapter('postgres', target)
testWholeMerge('postgres', target)
