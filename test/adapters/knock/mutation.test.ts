import { createKnockAdapter } from '../../../src/adapters/knock/knock.js'
import { beforeAll, vi } from 'vitest'
import { loadPhoneCheck } from '../../../src/core/contact/loadPhoneReader.js'
import { createKnockFake } from './knock.fake.js'
import { secretKey } from './knock.fixture.js'
import { testMutations } from '../mutation.js'

const channel = '8209f26c-62a5-461d-95e2-a5716a26e652'
const conditions = [{ variable: 'recipient.plan', operator: 'equal_to', argument: 'pro' }]
const environmentDefault = {
  channel_types: { email: true, sms: { conditions } },
  workflows: { digest: false, comments: { channel_types: { email: true } } },
  categories: { legal: { __strategy__: 'replace', channel_types: { email: true } } },
}
const rows = [
  { type: 'workflow', name: 'Digest', identifier: 'digest', channel_types: ['email', 'push'] },
  { type: 'category', name: 'News', identifier: 'news', channel_types: [] },
  { type: 'channel_types', name: 'Channels', channel_types: null },
]

/** Skips the pauses between polls of a bulk operation. */
async function skipPauses<T>(run: () => Promise<T>): Promise<T> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  try {
    const result = run()
    result.catch(() => undefined)
    await vi.advanceTimersByTimeAsync(130_000)
    return await result
  } finally {
    vi.useRealTimers()
  }
}

// A module that loads while the clock stands still would arrive after the pauses.
beforeAll(async () => void (await loadPhoneCheck()))

testMutations('knock', {
  open(wrapFetch) {
    const users = [{ id: 'ada', name: 'Ada', plan: { name: 'pro' } }, { id: 'guest' }]
    const { fetch, channelData } = createKnockFake({ users, environmentDefault, rows })
    channelData.set('ada', new Map([[channel, { tokens: ['a'], devices: [{ token: 'b' }] }]]))
    return createKnockAdapter({
      apiKey: secretKey,
      deviceChannels: [channel],
      fetch: wrapFetch(fetch),
    })
  },
  calls: {
    get: ({ users }) => users.get('ada'),
    identify: ({ users }) =>
      users.identify('ada', { locale: 'de' }, { preferences: [{ enabled: false }] }),
    delete: ({ users }) => users.delete('ada'),
    list: ({ users }) => users.list(),
    merge: ({ users }) => users.merge({ from: 'guest', into: 'ada' }),
    'identify many': ({ users }) => skipPauses(async () => users.identifyMany([{ id: 'ada' }])),
    preferences: ({ preferences }) => preferences.get('ada'),
    'a channel of a type': ({ preferences }) =>
      preferences.update('ada', { type: 'workflow:digest', channel: 'push', enabled: true }),
    'a type': ({ preferences }) =>
      preferences.update('ada', { type: 'category:news', enabled: false }),
    reset: ({ preferences }) => preferences.reset('ada'),
    'a device': ({ devices }) => devices.add('ada', { token: 'c' }),
    'no device': ({ devices }) => devices.remove('ada', 'b'),
  },
})
