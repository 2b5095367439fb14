import { createKnockAdapter } from '../../../src/adapters/knock/knock.js'
import { createAdminClient } from '../../../src/core/adminClient.js'
import type { OddCase } from './oddAnswers.test.js'
import { serve } from './serve.js'

const open = (answers: Readonly<Record<string, unknown>>) =>
  createAdminClient(createKnockAdapter({ apiKey: 'sk_test', fetch: serve(answers) }))

const user = {
  __typename: 'User',
  id: 'ada',
  name: 'Ada Lovelace',
  email: 'ada@example.com',
  phone_number: '+14155550100',
  avatar: 'https://example.com/ada.png',
  timezone: 'Europe/London',
  locale: 'en-GB',
  created_at: '2024-05-21T12:00:00Z',
  updated_at: '2024-05-22T12:00:00Z',
  plan: 'pro',
  address: { city: 'Paris', zip: '75001' },
}

const names: Readonly<Record<string, string>> = {
  __typename: '',
  phone_number: '/phone',
  created_at: '/createdAt',
  updated_at: '/updatedAt',
  plan: '/traits/plan',
  address: '/traits/address',
}

function toUserPath(path: string): string | undefined {
  const [key = ''] = path.split('/')
  return key === 'id' ? undefined : (names[key] ?? `/${key}`)
}

const free = /^(?:entries\/\d+\/)?(?:plan|address|__typename)/

const page = {
  entries: [
    { id: 'bob', name: 'Bob', plan: 'pro' },
    { ...user, address: null },
  ],
  page_info: { __typename: 'PageInfo', page_size: 50, after: 'next-page', before: 'page-before' },
}

function toPagePath(path: string): string | RegExp | undefined {
  const [list, index, ...rest] = path.split('/')
  if (list === 'page_info') {
    if (index === 'after') return '/next'
    if (index === 'before') return '/previous'
    return index === undefined ? /^\/(?:next|previous)$/ : ''
  }
  if (index === undefined) return undefined
  if (rest.length > 0 && rest[0] !== 'id') {
    return `/users/${index === '0' ? 'bob' : 'ada'}${toUserPath(rest.join('/')) ?? ''}`
  }
  return index === '0' ? /^\/users\/(?!ada\/)/ : /^\/users\/(?!bob\/)/
}

const set = {
  id: 'default',
  workflows: null,
  channel_types: { email: true, push: false, sms: { conditions: [{ variable: 'a' }] } },
  commercial_subscribed: true,
  categories: {
    marketing: false,
    news: { channel_types: { email: false, push: true } },
    legal: { __strategy__: 'replace', channel_types: { email: false } },
  },
}

/** A row, its channels and the default of its channels are of one type. */
function toSetPath(path: string): string | RegExp | undefined {
  const [map, key, inner, name] = path.split('/')
  if (map === 'id') return '/rest/id'
  if (map === 'workflows') return /^\/types\/workflow:/
  if (map === 'commercial_subscribed') return '/subscribed'
  if (map === 'channel_types') {
    // The global channels that are named offer a setting in rows without channels.
    if (key === undefined)
      return /^\/(?:channels\/|rest\/channel_types|types\/category:marketing\/)/
    return new RegExp(`^/(?:channels/${key}/|types/category:marketing/)`)
  }
  if (key === undefined) return /^\/types\/category:/
  const type = `/types/category:${key}`
  return inner === 'channel_types' && name !== undefined && key === 'news'
    ? `${type}/channels/${name}`
    : type
}

const config = {
  account_name: 'Acme Inc.',
  user_email: 'ada@example.com',
  enabled: true,
  branding: { icon_url: 'https://example.com/icon.png' },
  config: {
    title: 'Notification preferences',
    rows: [
      {
        type: 'category',
        identifier: 'news',
        name: 'News',
        description: 'What is new',
        channel_types: ['email', 'push'],
      },
      { type: 'category', identifier: 'legal', name: 'Legal', channel_types: ['email'] },
      { type: 'channel_types', name: 'Channels', channel_types: ['email', 'push'] },
    ],
  },
}

function toConfigPath(path: string): string | RegExp | undefined {
  const [first, rows, index, key] = path.split('/')
  // Without the center, the settings are shown in the order and with the names of the set.
  if (first === 'enabled') return /^\/(?:types|channels|rest)\//
  if (first !== 'config' || rows === 'title') return ''
  if (rows === undefined || index === undefined) return /^\/(?:types|channels|rest)\//
  if (index === '2') return /^\/(?:channels|rest|types\/category:marketing\/channels)\//
  if (key === 'name') return `/types/category:${index === '0' ? 'news' : 'legal'}/label`
  if (key === 'description') return '/types/category:news/description'
  // The channels of all rows are offered in rows without channels of their own.
  return index === '0' ? /^\/types\/(?!category:legal\/)/ : /^\/types\/(?!category:news\/)/
}

const noCenter = { 'GET .*preferences/default': set }
const change = { type: 'category:news', channel: 'email', enabled: false } as const

export const knockCases: readonly OddCase[] = [
  {
    name: 'Knock, a user',
    answer: user,
    open: (answer) => open({ 'GET .*/users/ada$': answer }),
    call: ({ users }, options) => users.get('ada', options),
    toResultPath: toUserPath,
    free,
  },
  {
    name: 'Knock, the answer to an identification',
    answer: user,
    open: (answer) => open({ 'PUT .*/users/ada$': answer }),
    call: ({ users }, options) => users.identify('ada', { name: 'Ada Lovelace' }, options),
    toResultPath: toUserPath,
    free,
  },
  {
    name: 'Knock, a page of users',
    answer: page,
    open: (answer) => open({ 'GET .*/users\\?': answer }),
    call: ({ users }, options) => users.list(options),
    toResultPath: toPagePath,
    free,
  },
  {
    name: 'Knock, preferences',
    answer: set,
    open: (answer) => open({ 'GET .*preferences/default': answer }),
    call: ({ preferences }, options) => preferences.get('ada', options),
    toResultPath: toSetPath,
    free: (path, value) =>
      /^id$|__strategy__|conditions\//.test(path) ||
      typeof value === 'boolean' ||
      (/^categories\/\w+$/.test(path) && !Array.isArray(value) && typeof value === 'object'),
  },
  {
    name: 'Knock, the answer to a change of preferences',
    answer: set,
    open: (answer) => open({ ...noCenter, 'PUT .*preferences/default': answer }),
    call: async ({ preferences }, options) => {
      const saved = await preferences.update('ada', change, options)
      return { saved: saved.types.find(({ id }) => id === change.type) }
    },
    toResultPath: (path) => (path.startsWith('categories') ? /^\/saved/ : ''),
    free: /./,
    canDeny: 'documented',
  },
  {
    name: 'Knock, the preference center',
    answer: config,
    open: (answer) => open({ ...noCenter, 'GET .*preference_center': answer }),
    call: ({ preferences }, options) => preferences.get('ada', options),
    toResultPath: toConfigPath,
    free: /^(?:account_name|user_email|branding|config\/title)/,
  },
]
