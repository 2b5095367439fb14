import type { AdminClient } from '../../core/adminClient.js'
import type { Gap } from './adapterUnderTest.js'
import { ada } from './openAdapter.js'

/** A call of each member. */
export const memberCalls: Readonly<Record<Gap, (client: AdminClient) => Promise<unknown>>> = {
  'users.get': ({ users }) => users.get(ada),
  'users.identify': ({ users }) => users.identify(ada, {}),
  'users.create': ({ users }) => users.create('grace', {}),
  'users.update': ({ users }) => users.update(ada, {}),
  'users.delete': ({ users }) => users.delete(ada),
  'users.list': ({ users }) => users.list(),
  'users.identifyMany': ({ users }) => users.identifyMany([{ id: ada }]),
  'users.merge': ({ users }) => users.merge({ from: ada, into: 'grace' }),
  preferences: ({ preferences }) => preferences.get(ada),
  'preferences.reset': ({ preferences }) => preferences.reset(ada),
  'preferences.type-channel': ({ preferences }) =>
    preferences.update(ada, { type: 'news', channel: 'email', enabled: true }),
  'preferences.type': ({ preferences }) => preferences.update(ada, { type: 'news', enabled: true }),
  'preferences.channel': ({ preferences }) =>
    preferences.update(ada, { channel: 'email', enabled: true }),
  'preferences.subscribed': ({ preferences }) => preferences.update(ada, { enabled: true }),
  streak: ({ streak }) => streak.get(ada),
  'streak.info': ({ streak }) => streak.info(ada),
  schedule: ({ schedule }) => schedule.get(ada),
  devices: ({ devices }) => devices.add(ada, { token: 'token' }),
  events: ({ events }) => events.track(ada, { name: 'signed up' }),
}
