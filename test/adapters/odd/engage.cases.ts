import { createEngageAdapter } from '../../../src/adapters/engage/engage.js'
import { createAdminClient } from '../../../src/core/adminClient.js'
import type { OddCase } from './oddAnswers.test.js'
import { serve } from './serve.js'

const open = (answers: Readonly<Record<string, unknown>>) =>
  createAdminClient(
    createEngageAdapter({
      publicKey: 'PUBLIC',
      secretKey: 'secret',
      lists: [{ id: 'news' }, { id: 'tips' }],
      segments: [{ id: 'vip', label: 'VIP' }],
      fetch: serve(answers),
    }),
  )

const user = {
  id: '5fc6477241fcec31a9548e98',
  uid: 'ada',
  uid_updateable: true,
  first_name: 'Ada',
  last_name: 'Lovelace',
  number: '2348166877840',
  email: 'ada@example.com',
  tz: 'Africa/Lagos',
  devices: [
    { token: 'a', platform: 'android' },
    { token: 'b', platform: 'ios' },
  ],
  archived: false,
  lists: [
    { id: 'news', subscribed: true },
    { id: 'tips', subscribed: false },
  ],
  segments: [{ id: 'vip', suppressed: true }],
  meta: { plan: 'pro', age: 34 },
  created_at: '2021-01-12T05:24:39.062+00:00',
}

const names: Readonly<Record<string, string | RegExp>> = {
  id: '/rest/id',
  archived: '/rest/archived',
  uid_updateable: '/uidUpdateable',
  first_name: /^\/(?:firstName|name)$/,
  last_name: /^\/(?:lastName|name)$/,
  number: '/phone',
  tz: '/timezone',
  created_at: '/createdAt',
}

function toUserPath(path: string): string | RegExp | undefined {
  const [key = '', inner] = path.split('/')
  if (key === 'uid') return undefined
  if (key === 'meta') return inner === undefined ? '/traits' : `/traits/${inner}`
  if (key === 'devices' && inner !== undefined) {
    return inner === '0' ? /^\/devices\/(?!b\/)/ : /^\/devices\/(?!a\/)/
  }
  if (key === 'lists') {
    // A subscription without a readable state is in `rest`.
    if (inner === undefined) return /^\/(?:rest\/)?lists\//
    return inner === '0' ? /^\/(?:rest\/)?lists\/(?!tips\/)/ : /^\/(?:rest\/)?lists\/(?!news\/)/
  }
  return names[key] ?? `/${key}`
}

const free = /^(?:data\/\d\/)?(?:id|archived|meta\/.*)$/

const page = {
  data: [{ uid: 'bob', first_name: 'Bob' }, user],
  next_cursor: 'next-page',
  previous_cursor: 'page-before',
}

function toPagePath(path: string): string | RegExp | undefined {
  const [list, index] = path.split('/')
  if (list === 'next_cursor') return '/next'
  if (list === 'previous_cursor') return '/previous'
  if (index === undefined) return undefined
  return index === '0' ? /^\/users\/(?!ada\/)/ : /^\/users\/(?!bob\/)/
}

const lists = {
  data: [
    { id: 'news', title: 'News', description: 'What is new', double_optin: true },
    { id: 'tips', title: 'Tips' },
  ],
  next_cursor: 'tips',
}

const getPreferences: OddCase['call'] = ({ preferences }, options) =>
  preferences.get('ada', options)

export const engageCases: readonly OddCase[] = [
  {
    name: 'Engage, a user',
    answer: user,
    open: (answer) => open({ 'GET .*/users/ada$': answer }),
    call: ({ users }, options) => users.get('ada', options),
    toResultPath: toUserPath,
    free,
  },
  {
    name: 'Engage, the answer to an identification',
    answer: user,
    open: (answer) => open({ 'PUT .*/users/ada$': answer }),
    call: ({ users }, options) => users.identify('ada', { firstName: 'Ada' }, options),
    toResultPath: toUserPath,
    free,
  },
  {
    name: 'Engage, a page of users',
    answer: page,
    open: (answer) => open({ 'GET .*/users\\?': answer }),
    call: ({ users }, options) => users.list(options),
    toResultPath: toPagePath,
    free,
  },
  {
    name: 'Engage, the user of preferences',
    answer: user,
    open: (answer) => open({ 'GET .*/users/ada$': answer, 'GET .*/lists$': lists }),
    call: getPreferences,
    toResultPath(path) {
      const [key, index] = path.split('/')
      if (key === 'uid') return undefined
      if (key === 'segments') return '/types/vip'
      if (key !== 'lists') return ''
      if (index === undefined) return /^\/types\/(?:news|tips)\//
      return index === '0' ? '/types/news' : '/types/tips'
    },
    free: /^(?:id|archived|meta)/,
  },
  {
    name: 'Engage, the lists',
    answer: lists,
    open: (answer) => open({ 'GET .*/users/ada$': user, 'GET .*/lists': answer }),
    call: getPreferences,
    toResultPath(path) {
      const [key, index] = path.split('/')
      if (key !== 'data') return ''
      if (index === undefined) return undefined
      return index === '0' ? '/types/news' : '/types/tips'
    },
  },
  {
    name: 'Engage, the answer to a change of a list',
    answer: { subscribed: true, list: 'news' },
    open: (answer) =>
      open({ 'GET .*/users/ada$': user, 'GET .*/lists$': lists, 'PUT .*/subscribers/': answer }),
    call: ({ preferences }, options) =>
      preferences.update('ada', { type: 'news', enabled: true }, options),
    toResultPath: () => /^\/types\/news\//,
    free: /^list/,
  },
]
