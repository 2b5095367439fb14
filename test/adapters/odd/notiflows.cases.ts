import { createNotiflowsAdapter } from '../../../src/adapters/notiflows/notiflows.js'
import { createAdminClient } from '../../../src/core/adminClient.js'
import type { OddCase } from './oddAnswers.test.js'
import { serve } from './serve.js'

const open = (answers: Readonly<Record<string, unknown>>) =>
  createAdminClient(
    createNotiflowsAdapter({ publicKey: 'pk_test', secretKey: 'sk_test', fetch: serve(answers) }),
  )

const user = {
  id: '01HQXYZ123456789ABCDEFGHIJ',
  external_id: 'ada',
  email: 'ada@example.com',
  first_name: 'Ada',
  last_name: 'Lovelace',
  phone: '+15551234567',
  avatar: 'https://example.com/ada.png',
  locale: 'en-US',
  timezone: 'America/New_York',
  custom_fields: { company: 'Acme Inc', address: { city: 'Paris' } },
  created_at: '2024-01-15T10:30:00Z',
  updated_at: '2024-01-20T14:45:00Z',
}

const names: Readonly<Record<string, string | RegExp>> = {
  id: '/rest/id',
  first_name: /^\/(?:firstName|name)$/,
  last_name: /^\/(?:lastName|name)$/,
  created_at: '/createdAt',
  updated_at: '/updatedAt',
}

function toUserPath(path: string): string | RegExp | undefined {
  const [key = '', inner] = path.split('/')
  if (key === 'external_id') return undefined
  if (key === 'custom_fields') return inner === undefined ? '/traits' : `/traits/${inner}`
  return names[key] ?? `/${key}`
}

const page = {
  items: [{ external_id: 'bob', first_name: 'Bob' }, user],
  page: { limit: 25, after: 'a', before: 'b', has_more_after: true, has_more_before: true },
}

function toPagePath(path: string): string | RegExp | undefined {
  const [list, index] = path.split('/')
  if (list === 'page') return index === 'limit' ? '' : /^\/(?:next|previous)$/
  if (index === undefined) return undefined
  return index === '0' ? /^\/users\/(?!ada\/)/ : /^\/users\/(?!bob\/)/
}

const preferences = {
  channel_types: { email: true, mobile_push: true, sms: false },
  notiflows: {
    orders: { enabled: true, channel_types: { email: true, sms: false }, name: 'Orders' },
    news: { enabled: false, channel_types: { email: false } },
  },
}

function toPreferencePath(path: string): string | RegExp {
  const [map, key, inner, name] = path.split('/')
  if (map === 'channel_types') {
    if (key === undefined) return '/channels'
    return `/channels/${key === 'mobile_push' ? 'push' : key}`
  }
  // Unknown parts of a notiflow are in `rest`.
  if (key === undefined) return /^\/(?:types|rest\/notiflows)\//
  if (inner === 'enabled') return `/types/${key}/setting`
  if (inner === 'name') return `/types/${key}/label`
  if (inner === undefined) return new RegExp(`^/(?:types|rest/notiflows)/${key}/`)
  return name === undefined ? `/types/${key}/channels` : `/types/${key}/channels/${name}`
}

const change = { type: 'news', channel: 'email', enabled: false } as const

export const notiflowsCases: readonly OddCase[] = [
  {
    name: 'Notiflows, a user',
    answer: user,
    open: (answer) => open({ 'GET .*/users/ada$': answer }),
    call: ({ users }, options) => users.get('ada', options),
    toResultPath: toUserPath,
    free: /^(?:id|custom_fields\/)/,
  },
  {
    name: 'Notiflows, the answer to an identification',
    answer: user,
    open: (answer) => open({ 'PUT .*/users/ada$': answer }),
    call: ({ users }, options) => users.identify('ada', { name: 'Ada Lovelace' }, options),
    toResultPath: toUserPath,
    free: /^(?:id|custom_fields\/)/,
  },
  {
    name: 'Notiflows, a page of users',
    answer: page,
    open: (answer) => open({ 'GET .*/users$': answer }),
    call: ({ users }, options) => users.list(options),
    toResultPath: toPagePath,
    free: /\/(?:id|custom_fields\/.*|has_more.*)$/,
  },
  {
    name: 'Notiflows, preferences',
    answer: preferences,
    open: (answer) => open({ 'GET .*preferences': answer }),
    call: ({ preferences: member }, options) => member.get('ada', options),
    toResultPath: toPreferencePath,
  },
  {
    name: 'Notiflows, the answer to a change of preferences',
    answer: preferences,
    open: (answer) => open({ 'GET .*preferences': preferences, 'PUT .*preferences': answer }),
    call: async ({ preferences: member }, options) => {
      const { types } = await member.update('ada', change, { ...options, onReport: () => {} })
      return { saved: types.find(({ id }) => id === change.type)?.channels['email'] }
    },
    // A change that the answer denies is a conflict.
    toResultPath: () => /^\/saved/,
    free: /./,
    canDeny: 'documented',
  },
]
