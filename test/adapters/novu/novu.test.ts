import { createNovuAdapter } from '../../../src/adapters/novu/novu.js'
import type { PreferenceTarget } from '../../../src/core/preferences/preferences.js'
import { testAdapter } from '../conformance/conformance.js'
import { withoutName } from '../conformance/withoutName.js'
import { createNovuFake, type NovuFakeOptions } from './novu.fake.js'
import { secretKey, workflows } from './novu.fixture.js'

const targets: PreferenceTarget[] = [
  { type: 'comments', channel: 'email' },
  { type: 'comments', channel: 'push' },
  { type: 'digest', channel: 'email' },
  { type: 'digest', channel: 'sms' },
  { type: '__proto__', channel: 'chat' },
]

const lacks = {
  'users.merge': 'Novu has no endpoint that merges subscribers',
  'preferences.reset': 'Novu deletes no choices',
  'preferences.type': "only Novu's dashboard turns off a workflow",
  'preferences.channel':
    'a change of a channel for everything deletes the choices for workflows at Novu',
  'preferences.subscribed': 'Novu has no switch for all messages',
  streak: 'Novu has no streaks',
  'streak.info': 'Novu has no streaks',
  schedule: "Novu's hours have no pause and no time zone of their own",
  events: 'Novu triggers workflows and tracks no events',
}

const defaultsAsChoices = 'Novu returns the values that it delivers by'
const createFailing = (fetch: typeof globalThis.fetch) =>
  createNovuAdapter({ secretKey, deviceChannels: ['fcm:app'], fetch })

const services: Readonly<Record<string, NovuFakeOptions>> = {
  'as its source': {},
  'that merges custom data': { data: 'merges' },
  'that names integrations': { namesIntegrations: true },
  'that knows no lists of critical workflows': { knowsCriticality: false },
}

for (const [name, options] of Object.entries(services)) {
  testAdapter(`Novu ${name}`, {
    targets,
    lacks,
    defaultsAsChoices,
    createFailing,
    device: { token: 'https://push.example.com/send/a?b=c#d é', channelId: 'fcm:app' },
    refusedChange: {
      change: { type: 'unknown', channel: 'email', enabled: true },
      code: 'invalid',
    },
    create(ids) {
      const users = ids.map((subscriberId) => ({ subscriberId }))
      const { fetch } = createNovuFake({ users, workflows, ...options })
      return withoutName(createNovuAdapter({ secretKey, deviceChannels: ['fcm:app'], fetch }))
    },
  })
}

testAdapter('Novu without devices', {
  targets,
  defaultsAsChoices,
  lacks: { ...lacks, devices: 'no provider is given' },
  refusedChange: {
    change: { type: 'security', channel: 'email', enabled: false },
    code: 'locked',
  },
  create(ids) {
    const users = ids.map((subscriberId) => ({ subscriberId }))
    const { fetch } = createNovuFake({ users, workflows })
    return withoutName(createNovuAdapter({ secretKey, fetch }))
  },
})
