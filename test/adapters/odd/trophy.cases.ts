import { createTrophyAdapter } from '../../../src/adapters/trophy/trophy.js'
import { createAdminClient } from '../../../src/core/adminClient.js'
import type { OddCase } from './oddAnswers.test.js'
import { serve } from './serve.js'

const open = (answers: Readonly<Record<string, unknown>>) =>
  createAdminClient(createTrophyAdapter({ apiKey: 'a.b', fetch: serve(answers) }))

const user = {
  id: 'ada',
  email: 'ada@example.com',
  name: 'Ada',
  tz: 'Europe/London',
  signUpDate: '2021-01-01',
  deviceTokens: ['a', 'b'],
  subscribeToEmails: true,
  attributes: { department: 'engineering', role: 'developer' },
  control: false,
  created: '2021-01-01T00:00:00Z',
  updated: '2021-01-02T00:00:00Z',
}

const names: Readonly<Record<string, string | RegExp>> = {
  tz: '/timezone',
  signUpDate: '/createdAt',
  created: /^\/(?:createdAt|rest\/created)$/,
  updated: '/updatedAt',
}

function toUserPath(path: string): string | RegExp | undefined {
  const [key = '', inner] = path.split('/')
  if (key === 'id') return undefined
  if (key === 'attributes') return inner === undefined ? '/traits' : `/traits/${inner}`
  if (key !== 'deviceTokens') return names[key] ?? `/${key}`
  if (inner === undefined) return '/devices'
  return inner === '0' ? /^\/devices\/(?!b\/)/ : /^\/devices\/(?!a\/)/
}

const preferences = {
  notifications: { achievement_completed: ['email', 'push'], recap: ['email'], digest: ['sms'] },
  streak: { enabled: false, evaluationMode: 'AND' },
  version: 2,
}

function toPreferencePath(path: string): string {
  const [first, type] = path.split('/')
  if (first === 'version') return '/rest/version'
  if (first === 'streak') return ''
  return type === undefined ? '/types' : `/types/${type}`
}

const streak = {
  streak: {
    enabled: true,
    evaluationMode: 'AND',
    metrics: [
      { key: 'words', threshold: 500 },
      { key: 'pages', threshold: 5 },
    ],
    daysOff: [0, 6],
  },
  notifications: { recap: ['email'] },
}

function toStreakPath(path: string): string | RegExp {
  const [first, key, index] = path.split('/')
  if (first === 'notifications') return ''
  if (key === undefined) return /^\//
  if (key !== 'metrics' || index === undefined) return `/${key}`
  return index === '0' ? /^\/metrics\/(?!pages\/)/ : /^\/metrics\/(?!words\/)/
}

const metrics = [
  { id: '1', key: 'words', name: 'Words', current: 1, achievements: [] },
  { id: '2', key: 'pages', name: 'Pages', current: 2, achievements: [] },
]

const change = { type: 'recap', channel: 'push', enabled: false } as const

export const trophyCases: readonly OddCase[] = [
  {
    name: 'Trophy, a user',
    answer: user,
    open: (answer) => open({ 'GET .*/users/ada$': answer }),
    call: ({ users }, options) => users.get('ada', options),
    toResultPath: toUserPath,
    free: /^attributes\//,
  },
  {
    name: 'Trophy, the answer to an identification',
    answer: user,
    open: (answer) => open({ 'PUT .*/users/ada$': answer }),
    call: ({ users }, options) => users.identify('ada', { name: 'Ada' }, options),
    toResultPath: toUserPath,
    free: /^attributes\//,
  },
  {
    name: 'Trophy, preferences',
    answer: preferences,
    open: (answer) => open({ 'GET .*preferences': answer }),
    call: ({ preferences: member }, options) => member.get('ada', options),
    toResultPath: toPreferencePath,
    free: /^version/,
  },
  {
    name: 'Trophy, the answer to a change of preferences',
    answer: preferences,
    open: (answer) => open({ 'GET .*preferences': preferences, 'PATCH .*preferences': answer }),
    call: async ({ preferences: member }, options) => {
      const { types } = await member.update('ada', { ...change, enabled: true }, options)
      return { saved: types.find(({ id }) => id === change.type)?.channels }
    },
    toResultPath: (path) => (path.startsWith('notifications') ? /^\/saved/ : ''),
    free: /./,
  },
  {
    name: 'Trophy, streak settings',
    answer: streak,
    open: (answer) => open({ 'GET .*preferences': answer }),
    call: ({ streak: member }, options) => member.get('ada', options),
    toResultPath: toStreakPath,
  },
  {
    name: 'Trophy, the answer to a change of streak settings',
    answer: streak,
    open: (answer) => open({ 'PATCH .*preferences': answer, 'GET .*preferences': streak }),
    call: ({ streak: member }, options) => member.update('ada', { daysOff: [0, 6] }, options),
    toResultPath: toStreakPath,
  },
  {
    name: 'Trophy, metrics',
    answer: metrics,
    open: (answer) => open({ 'GET .*/metrics': answer, 'GET .*/streak$': { length: 3 } }),
    call: ({ streak: member }, options) => member.info('ada', options),
    toResultPath: (path) =>
      path.startsWith('0') ? /^\/metrics\/(?!pages\/)/ : /^\/metrics\/(?!words\/)/,
    free: /\/(?:id|current|achievements)/,
  },
  {
    name: 'Trophy, the state of a streak',
    answer: { length: 3, frequency: 'daily', extended: null },
    open: (answer) => open({ 'GET .*/metrics': metrics, 'GET .*/streak$': answer }),
    call: ({ streak: member }, options) => member.info('ada', options),
    toResultPath: (path) => `/${path.split('/')[0]}`,
  },
]
