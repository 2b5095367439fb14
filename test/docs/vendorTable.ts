import { createCourierAdapter } from '../../src/adapters/courier/courier.js'
import { createEngageAdapter } from '../../src/adapters/engage/engage.js'
import { createKnockAdapter } from '../../src/adapters/knock/knock.js'
import { createMemoryAdapter } from '../../src/adapters/memory/memory.js'
import { createNotiflowsAdapter } from '../../src/adapters/notiflows/notiflows.js'
import { createNovuAdapter } from '../../src/adapters/novu/novu.js'
import { createOneSignalAdapter } from '../../src/adapters/onesignal/onesignal.js'
import { createPostgresAdapter } from '../../src/adapters/postgres/postgres.js'
import { createTrophyAdapter } from '../../src/adapters/trophy/trophy.js'
import type { UserAdapter } from '../../src/core/adapter.js'
import { getCapabilities, type Capabilities } from '../../src/core/capabilities.js'
import { userFields, userFlags } from '../../src/core/user/fields.js'

const publicKey = 'pk'
const deviceChannels = ['8209f26c-62a5-461d-95e2-a5716a26e652']
const lists = [{ id: 'news' }]

/** Every adapter by its credentials, with every option that adds a member. */
const adapters: Readonly<Record<string, UserAdapter>> = {
  Postgres: createPostgresAdapter({ query: async () => ({ rows: [] }) }),
  Knock: createKnockAdapter({ apiKey: 'sk_key', deviceChannels }),
  'Knock, user token': createKnockAdapter({ apiKey: 'pk_key', userToken: 'token', deviceChannels }),
  Novu: createNovuAdapter({ secretKey: 'key', deviceChannels: ['fcm'] }),
  Notiflows: createNotiflowsAdapter({ publicKey, secretKey: 'sk', deviceChannels }),
  'Notiflows, user token': createNotiflowsAdapter({
    publicKey,
    userToken: 'token',
    deviceChannels,
  }),
  Trophy: createTrophyAdapter({ apiKey: 'key.secret' }),
  Engage: createEngageAdapter({ publicKey, secretKey: 'secret', lists }),
  'Engage, public key': createEngageAdapter({ publicKey, allowPublicWrites: true }),
  Courier: createCourierAdapter({
    apiKey: 'key',
    deviceChannels: ['firebase-fcm'],
  }),
  OneSignal: createOneSignalAdapter({
    appId: '6f2f5fd1-1f6a-4b0e-9d4c-1a2b3c4d5e6f',
    apiKey: 'key',
    types: [{ id: 'news', channels: ['email'] }],
  }),
  Memory: createMemoryAdapter({ streakInfo: { metrics: [] } }),
}

type Row = readonly [
  title: string,
  cell: (capabilities: Capabilities, adapter: UserAdapter) => string,
]

const mark = (has: unknown) => (has ? 'yes' : '')

const members: readonly Row[] = [
  ...(['get', 'identify', 'create', 'update', 'delete', 'list', 'merge'] as const).map(
    (name): Row => [`\`users.${name}\``, ({ users }) => mark(users.includes(name))],
  ),
  [
    '`users.identifyMany`, batch size',
    (_, { users }) => users?.identifyMany?.limit.toLocaleString('en') ?? '',
  ],
  ['`preferences`, written by', ({ preferences }) => preferences?.rules.write ?? ''],
  ['parents and settings combine by', ({ preferences }) => preferences?.rules.parents ?? ''],
  ['frequency of a type', ({ preferences }) => mark(preferences?.rules.frequency)],
  ['`preferences.reset`', ({ preferences }) => mark(preferences?.reset)],
  ['`streak`', ({ streak }) => mark(streak)],
  ['`streak.info`', ({ streak }) => mark(streak?.info)],
  ['`schedule`', ({ schedule }) => mark(schedule)],
  ['`devices`', ({ devices }) => mark(devices)],
  ['`events`', ({ events }) => mark(events)],
]

const fields: readonly Row[] = [...userFields, ...userFlags].map((field): Row => [
  `\`${field}\``,
  ({ fields: rules }) => {
    const { read, write, clear } = rules[field] ?? { read: false, write: false, clear: false }
    return [read && 'read', write && 'write', clear && 'clear'].filter(Boolean).join(', ')
  },
])

/** An adapter without users has no traits. */
const ofUsers =
  (cell: (rules: Capabilities['traits']) => string): Row[1] =>
  ({ users, traits: rules }) =>
    users.length === 0 ? '' : cell(rules)

const traits: readonly Row[] = [
  [
    '`traits` values',
    ofUsers(({ values, declared }) => (declared ? `${values}, declared` : values)),
  ],
  ['`traits` merge by', ofUsers(({ merge }) => merge)],
  ['`traits` can be removed', ofUsers(({ clear }) => mark(clear))],
]

/** Renders the capabilities of every adapter as a Markdown table. */
export function vendorTable(): string {
  const columns = Object.entries(adapters).map(([name, adapter]) => {
    const capabilities = getCapabilities(adapter)
    if (!capabilities) throw new Error(`${name} does not know its service.`)
    return { name, adapter, capabilities }
  })
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [
    line(['', ...columns.map(({ name }) => name)]),
    line(['---', ...columns.map(() => '---')]),
    ...[...members, ...fields, ...traits].map(([title, cell]) =>
      line([title, ...columns.map(({ capabilities, adapter }) => cell(capabilities, adapter))]),
    ),
  ].join('\n')
}
