import { createOneSignalAdapter } from '../../../src/adapters/onesignal/onesignal.js'
import { createAdminClient } from '../../../src/core/adminClient.js'
import type { OddCase } from './oddAnswers.test.js'
import { serve } from './serve.js'

const open = (answers: Readonly<Record<string, unknown>>) =>
  createAdminClient(
    createOneSignalAdapter({
      appId: '6f2f5fd1-1f6a-4b0e-9d4c-1a2b3c4d5e6f',
      apiKey: 'key',
      types: [{ id: 'news', channels: ['email', 'push'] }],
      fetch: serve(answers),
    }),
  )

const user = {
  identity: { external_id: 'ada', onesignal_id: 'os' },
  properties: {
    tags: { plan: 'pro', notify_news_email: '1', notify_news_push: '0' },
    language: 'de',
    timezone_id: 'Europe/Berlin',
    country: 'DE',
  },
  subscriptions: [
    { id: '1', type: 'Email', token: 'ada@example.com', enabled: true },
    { id: '2', type: 'iOSPush', token: 'a', enabled: false },
    { id: '3', type: 'SMS', token: '+442079460018', enabled: true },
  ],
}

/** Values that OneSignal's documents have, or that are kept as they are. */
const isScalar = (value: unknown) => typeof value !== 'object' || value === null

function toUserPath(path: string): string | RegExp | undefined {
  const [part, key, inner] = path.split('/')
  if (part === 'identity')
    return key === undefined || key === 'external_id' ? undefined : `/rest/identity/${key}`
  if (part === 'subscriptions') return /^\/(?:email|phone)$/
  if (key === undefined)
    return /^\/(?:locale|timezone|traits\/plan|traits|rest\/properties(?:\/.*)?)$/
  if (key === 'language') return '/locale'
  if (key === 'timezone_id') return '/timezone'
  if (key !== 'tags') return `/rest/properties/${key}`
  if (inner === undefined) return /^\/traits(?:\/|$)/
  return inner === 'plan' ? /^\/traits(?:\/plan)?$/ : ''
}

function toPreferencesPath(path: string): string | RegExp | undefined {
  const [part, key, inner] = path.split('/')
  if (part === 'identity') return key === undefined || key === 'external_id' ? undefined : ''
  if (part === 'subscriptions') return /^\/channels(?:\/|$)/
  if (key === undefined || (key === 'tags' && inner === undefined)) return /^\/types\/news\//
  if (inner === 'notify_news_email') return /^\/types\/news\/channels\/email\//
  return inner === 'notify_news_push' ? /^\/types\/news\/channels\/push\// : ''
}

export const onesignalCases: readonly OddCase[] = [
  {
    name: 'OneSignal, a user',
    answer: user,
    open: (answer) => open({ 'GET .*/external_id/ada$': answer }),
    call: ({ users }, options) => users.get('ada', options),
    toResultPath: toUserPath,
    free: (path, value) =>
      /^(?:identity\/onesignal_id|properties\/country|subscriptions\/\d\/(?:id|type))/.test(path) ||
      (path.startsWith('properties/tags/') && isScalar(value)) ||
      path === 'properties/tags',
  },
  {
    name: 'OneSignal, the user of preferences',
    answer: user,
    open: (answer) => open({ 'GET .*/external_id/ada$': answer }),
    call: ({ preferences }, options) => preferences.get('ada', options),
    toResultPath: toPreferencesPath,
    free: (path, value) =>
      /^(?:subscriptions\/\d\/(?:id|type))/.test(path) ||
      (path.startsWith('properties/tags/') && ['boolean', 'number'].includes(typeof value)),
  },
  {
    name: 'OneSignal, the answer to a change of a switch',
    answer: { properties: { tags: { notify_news_email: '0' } } },
    open: (answer) =>
      open({
        'GET .*/external_id/ada$': { ...user, properties: { tags: { notify_news_email: '0' } } },
        'PATCH .*/external_id/ada$': answer,
      }),
    call: ({ preferences }, options) =>
      preferences.update('ada', { type: 'news', channel: 'email', enabled: false }, options),
    toResultPath: () => '',
    canDeny: 'any',
  },
]
