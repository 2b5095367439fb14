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

const under = {
  targets,
  async create(ids: readonly string[]) {
    const { adapter, client } = openPostgres({ channels: ['email', 'push'], subscribed: true })
    for (const id of ids) await client.users.create(id, {})
    return adapter
  },
  lacks: {
    'streak.info': 'metrics are the product’s own, and the host names them',
    events: 'Postgres has nothing that events would go to',
  },
}

testAdapter('postgres', under)
testWholeMerge('postgres', under)
