import {
  createMemoryAdapter,
  type MemoryAdapterOptions,
} from '../../../src/adapters/memory/memory.js'
import { combineAdapters } from '../../../src/core.js'
import type { PreferenceTarget } from '../../../src/core/preferences/preferences.js'
import { testWholeMerge } from '../../adapters/conformance/conformance.merge.js'
import { testAdapter } from '../../adapters/conformance/conformance.js'

const targets: PreferenceTarget[] = [
  { type: 'news', channel: 'email' },
  { type: 'news', channel: 'push' },
  { type: 'news' },
  { channel: 'email' },
  {},
]
const preferences = {
  types: [
    {
      id: 'news',
      channels: { email: { state: 'unset', default: true }, push: { state: 'unset' } },
    },
  ],
  channels: { email: { state: 'unset', default: true } },
} as const
const streakInfo = { metrics: [{ key: 'words', name: 'Words' }, { key: 'lessons' }] }

function memory(id: string, ids: readonly string[], options: MemoryAdapterOptions = {}) {
  const users = ids.map((userId) => ({ id: userId }))
  return createMemoryAdapter({ id, users, preferences, streakInfo, ...options })
}

/** A service that writes whole rows and strings, and creates unknown users. */
const limited: MemoryAdapterOptions = {
  rules: { write: 'row', parents: 'unknown' },
  fields: {
    name: { read: true, write: true, clear: false },
    timezone: { read: true, write: true, clear: true },
    email: { read: true, write: false, clear: false },
    phone: { read: false, write: true, clear: true },
  },
  traits: { values: 'string', merge: 'key', clear: false, declared: true },
  without: ['users.update', 'users.delete', 'preferences.reset'],
}

const whole = {
  targets,
  create(ids: readonly string[]) {
    const left = memory('left', ids)
    const settings = { preferences: left, streak: left, schedule: left }
    const all = { ...settings, devices: left, events: left, history: left }
    return combineAdapters({ users: [left, memory('right', ids)], ...all })
  },
}

testAdapter('memory and memory combined', whole)
testWholeMerge('memory and memory combined', whole)

testAdapter('memory and a limited adapter combined', {
  targets,
  lacks: {
    'users.delete': 'the limited adapter has none',
    'preferences.reset': 'the limited adapter has none',
  },
  create(ids) {
    const left = memory('left', ids)
    const right = memory('right', ids, limited)
    const rest = { streak: left, schedule: left, devices: left, events: left }
    return combineAdapters({ users: [left, right], preferences: right, ...rest })
  },
})

testAdapter('memory behind a limited adapter, with the traits', {
  targets,
  lacks: {
    'users.delete': 'the limited adapter has none',
    'users.list': 'a page would show the traits of the wrong service',
    schedule: 'not named',
    events: 'not named',
  },
  create(ids) {
    const left = memory('left', ids, limited)
    const right = memory('right', ids)
    const rest = { preferences: right, streak: right, devices: right }
    return combineAdapters({ users: [left, right], traits: right, ...rest })
  },
})
