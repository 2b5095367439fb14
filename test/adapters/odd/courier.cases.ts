import { createCourierAdapter } from '../../../src/adapters/courier/courier.js'
import { createAdminClient } from '../../../src/core/adminClient.js'
import type { OddCase } from './oddAnswers.test.js'
import { serve } from './serve.js'

const open = (answers: Readonly<Record<string, unknown>>) =>
  createAdminClient(
    createCourierAdapter({
      apiKey: 'key',
      deviceChannels: ['apn'],
      fetch: serve(answers),
    }),
  )

const user = {
  profile: {
    name: 'Ada',
    given_name: 'Ada',
    email: 'ada@example.com',
    phone_number: '+442079460018',
    picture: 'https://example.com/ada.png',
    zoneinfo: 'Europe/London',
    locale: 'en-GB',
    birthdate: '1815-12-10',
    custom: { plan: 'pro', team: { name: 'red' } },
  },
}

const names: Readonly<Record<string, string>> = {
  given_name: '/firstName',
  phone_number: '/phone',
  picture: '/avatar',
  zoneinfo: '/timezone',
  birthdate: '/rest/birthdate',
}

function toUserPath(path: string): string | undefined {
  const [, key, ...inner] = path.split('/')
  if (key === undefined) return undefined
  if (key === 'custom') return ['/traits', ...inner].join('/')
  return names[key] ?? `/${key}`
}

const sections = {
  results: [
    {
      name: 'Marketing',
      has_custom_routing: true,
      routing_options: ['sms', 'email'],
      topics: [
        {
          id: 'news',
          name: 'Newsletter',
          description: 'Once a week',
          default_status: 'OPTED_OUT',
          allowed_preferences: ['channel_preferences'],
          routing_options: ['email', 'push'],
        },
        {
          id: 'offers',
          name: 'Offers',
          default_status: 'OPTED_IN',
          allowed_preferences: ['channel_preferences'],
          routing_options: ['email'],
        },
      ],
    },
  ],
}

function toSectionPath(path: string): string | RegExp | undefined {
  const [, section, part, index] = path.split('/')
  if (section === undefined) return undefined
  if (part !== 'topics' || index === undefined) return /^\/types\//
  // Another id is another topic.
  return index === '0' ? /^\/types\/(?!offers\/)/ : /^\/types\/(?!news\/)/
}

const preferences = {
  items: [
    {
      topic_id: 'news',
      topic_name: 'Newsletter',
      section_name: 'Marketing',
      status: 'OPTED_IN',
      default_status: 'OPTED_OUT',
      has_custom_routing: true,
      custom_routing: ['email', 'sms'],
    },
    { topic_id: 'offers', topic_name: 'Offers', status: 'OPTED_OUT', default_status: 'OPTED_IN' },
  ],
  paging: { more: false },
}

function toPreferencePath(path: string): string | RegExp | undefined {
  const [first, index, key] = path.split('/')
  // Without a part of the list, a choice would be missing.
  if (first === 'paging' || index === undefined || key === undefined || key === 'topic_id')
    return undefined
  return index === '0' ? /^\/types\/(?!offers\/)/ : /^\/types\/(?!news\/)/
}

export const courierCases: readonly OddCase[] = [
  {
    name: 'Courier, a user',
    answer: user,
    open: (answer) => open({ 'GET .*/profiles/ada$': answer }),
    call: ({ users }, options) => users.get('ada', options),
    toResultPath: toUserPath,
    free: /^profile\/(?:birthdate|custom\/)/,
  },
  {
    name: 'Courier, the user before an identification',
    answer: user,
    open: (answer) =>
      open({ 'POST .*/profiles/ada$': { status: 'SUCCESS' }, 'GET .*/profiles/ada$': answer }),
    call: ({ users }, options) => users.identify('ada', {}, options),
    toResultPath: toUserPath,
    free: /^profile\/(?:birthdate|custom\/)/,
  },
  {
    name: 'Courier, preferences',
    answer: preferences,
    open: (answer) => open({ 'GET .*/sections$': sections, 'GET .*/preferences$': answer }),
    call: ({ preferences: member }, options) => member.get('ada', options),
    toResultPath: toPreferencePath,
    free: (path, value) => path.endsWith('default_status') && typeof value === 'string',
  },
  {
    name: 'Courier, the topics of the workspace',
    answer: sections,
    open: (answer) =>
      open({
        'GET .*/sections$': answer,
        'GET .*/preferences$': { items: [], paging: { more: false } },
      }),
    call: ({ preferences: member }, options) => member.get('ada', options),
    toResultPath: toSectionPath,
    free: (path, value) => path.includes('_') && typeof value === 'string',
  },
]
