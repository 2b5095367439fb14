import type { AdapterUnderTest } from 'identikit/testing/conformance'
import { createAccountsAdapter } from './accountsAdapter.js'
import { createAccountsApi } from './accountsApi.js'

const options = { baseUrl: 'https://accounts.example.com/v1', secretKey: 'key' }

/** What the tests need to know about the accounts API. */
export const accounts: AdapterUnderTest = {
  // Each test has a new service with users of these ids.
  create: (ids) =>
    createAccountsAdapter({ ...options, fetch: createAccountsApi(options.secretKey, ids) }),
  // A service that is down, whose errors must not look like a user without data.
  createFailing: (fetch) => createAccountsAdapter({ ...options, fetch }),
  // Some settings that a user can change.
  targets: [
    { type: 'news', channel: 'email' },
    { type: 'news', channel: 'push' },
    { type: 'invoices', channel: 'email' },
  ],
  // A change that the adapter refuses before it sends anything, and the code of its error.
  refusedChange: { change: { type: 'news', enabled: true }, code: 'unsupported' },
  // Everything that the API lacks, and why.
  lacks: {
    'users.create': 'a PUT creates or updates',
    'users.update': 'a PUT creates or updates',
    'users.list': 'the API has no list',
    'users.merge': 'the API merges no accounts',
    'preferences.reset': 'each choice is deleted by itself',
    'preferences.type': 'a topic has channels only',
    'preferences.channel': 'there are no global channels',
    'preferences.subscribed': 'there is no switch for everything',
    streak: 'the API has no streaks',
    'streak.info': 'the API has no streaks',
    schedule: 'the API has no schedules',
    devices: 'the API has no devices',
    events: 'the API tracks no events',
  },
}
