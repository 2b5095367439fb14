import { createRemoteAdapter } from '../../../src/adapters/remote/remote.js'
import { getCapabilities } from '../../../src/core/capabilities.js'
import { createAdminClient } from '../../../src/core/adminClient.js'
import { createMemoryAdapter } from '../../../src/adapters/memory/memory.js'
import type { OddCase } from './oddAnswers.test.js'
import { serve } from './serve.js'

const capabilities = getCapabilities(createMemoryAdapter())

const open = (answers: Readonly<Record<string, unknown>>) =>
  createAdminClient(
    createRemoteAdapter({ url: 'https://app.example.com/api', fetch: serve(answers) }),
  )

const user = {
  id: 'ada',
  name: 'Ada',
  email: 'ada@example.com',
  timezone: 'Europe/London',
  updatedAt: '2026-05-31T00:00:00Z',
  subscribeToEmails: true,
  traits: { plan: 'pro' },
  devices: [
    { token: 'a', platform: 'ios' },
    { token: 'b', platform: 'ios' },
  ],
  rest: {},
}

function toUserPath(path: string): string | RegExp | undefined {
  const [key = '', index] = path.split('/')
  if (key === 'id') return undefined
  if (key !== 'devices' || index === undefined) return `/${key}`
  return index === '0' ? /^\/devices\/(?!b\/)/ : /^\/devices\/(?!a\/)/
}

const preferences = {
  types: [
    { id: 'news', label: 'News', channels: { email: { state: 'on' }, push: { state: 'off' } } },
    { id: 'tips', channels: { email: { state: 'unset', default: true } } },
  ],
  channels: { email: { state: 'on' } },
  rest: {},
}

function toPreferencePath(path: string): string | RegExp | undefined {
  const [list, index, key, channel] = path.split('/')
  if (list === 'types' && index === undefined) return undefined
  if (list !== 'types') return `/${list}`
  if (key === 'channels' && channel !== undefined) {
    return `/types/${index === '0' ? 'news' : 'tips'}/channels/${channel}`
  }
  return index === '0' ? /^\/types\/(?!tips\/)/ : /^\/types\/(?!news\/)/
}

export const remoteCases: readonly OddCase[] = [
  {
    name: 'the handler, a user',
    answer: user,
    open: (answer) => open({ 'GET .*read=user': { capabilities, user: { data: answer } } }),
    call: ({ users }, options) => users.get('ada', options),
    toResultPath: toUserPath,
    free: /^(?:traits|rest)\//,
  },
  {
    name: 'the handler, the answer to an identification',
    answer: user,
    open: (answer) => open({ 'PUT .*/user': { data: answer } }),
    call: ({ users }, options) => users.identify('ada', { name: 'Ada' }, options),
    toResultPath: toUserPath,
    free: /^(?:traits|rest)\//,
  },
  {
    name: 'the handler, preferences',
    answer: preferences,
    open: (answer) =>
      open({ 'GET .*read=preferences': { capabilities, preferences: { data: answer } } }),
    call: ({ preferences: member }, options) => member.get('ada', options),
    // A setting that cannot be read is shown as read-only.
    toResultPath: toPreferencePath,
    free: /channels\/|^rest/,
  },
]
