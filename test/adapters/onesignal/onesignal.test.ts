import { createOneSignalAdapter } from '../../../src/adapters/onesignal/onesignal.js'
import type { PreferenceTarget } from '../../../src/core/preferences/preferences.js'
import { testAdapter } from '../conformance/conformance.js'
import { apiKey, appId, createOneSignalFake, type OneSignalFakeOptions } from './onesignal.fake.js'
import { types } from './onesignal.fixture.js'

const targets: PreferenceTarget[] = [
  { type: 'comments', channel: 'email' },
  { type: 'comments', channel: 'push' },
  { type: 'digest', channel: 'email' },
  { type: 'digest', channel: 'sms' },
  { type: '__proto__', channel: 'chat' },
]

const lacks = {
  'users.create': 'a POST of a known user updates the user',
  'users.list': 'OneSignal has no list of users',
  'users.merge': 'OneSignal has no endpoint that merges users',
  'preferences.type': 'OneSignal has tags only',
  'preferences.channel': 'a channel is off where the user unsubscribed all addresses',
  'preferences.subscribed': 'OneSignal has tags only',
  streak: 'OneSignal has no streaks',
  'streak.info': 'OneSignal has no streaks',
  schedule: 'OneSignal has no hours of a user',
  events: 'an event of OneSignal starts journeys and is not part of the user',
}

const services: Readonly<Record<string, OneSignalFakeOptions>> = {
  'that answers updates with what was sent': {},
  'that answers updates with all properties': { updated: 'all' },
  'that answers updates with nothing': { updated: 'nothing', created: 'nothing' },
  'that accepts updates of unknown users': { unknownStatus: 202, created: 'identity' },
  'that detects numbers': { detectsNumbers: true, updated: 'all' },
}

for (const [name, options] of Object.entries(services)) {
  testAdapter(`OneSignal ${name}`, {
    targets,
    lacks,
    device: { token: 'https://push.example.com/send/a?b=c#d é', channelId: 'AndroidPush' },
    refusedChange: {
      change: { type: 'unknown', channel: 'email', enabled: true },
      code: 'invalid',
    },
    create(ids) {
      const users = Object.fromEntries(ids.map((id) => [id, {}]))
      const { fetch } = createOneSignalFake({ users, ...options })
      return createOneSignalAdapter({ appId, apiKey, types, fetch })
    },
    createFailing: (fetch) => createOneSignalAdapter({ appId, apiKey, types, fetch }),
  })
}

testAdapter('OneSignal without types', {
  targets: [],
  lacks: { ...lacks, preferences: 'no type is given', 'preferences.reset': 'no type is given' },
  device: { token: 'token', platform: 'ios' },
  create(ids) {
    const users = Object.fromEntries(ids.map((id) => [id, {}]))
    const { fetch } = createOneSignalFake({ users })
    return createOneSignalAdapter({ appId, apiKey, fetch })
  },
})
