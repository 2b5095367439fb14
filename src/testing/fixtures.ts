import type { CatalogEntry } from '../core/preferences/catalog.js'
import type { Preferences } from '../core/preferences/preferences.js'
import type { UserRecord } from '../core/adapter.js'

/** A user with every common field. */
export const ada = {
  id: 'user_ada',
  name: 'Ada Lovelace',
  email: 'ada@example.com',
  timezone: 'Europe/London',
  locale: 'en-GB',
  traits: { plan: 'team' },
} as const satisfies UserRecord

/** A catalog with three groups, a lock, and defaults of both kinds. */
export const catalog: readonly CatalogEntry[] = [
  {
    id: 'comments',
    label: 'Comments and mentions',
    description: 'When someone answers you or mentions your name.',
    group: 'Activity',
    channels: ['email', 'push', 'in_app'],
    default: true,
  },
  {
    id: 'assignments',
    label: 'Assignments',
    description: 'When something becomes yours.',
    group: 'Activity',
    channels: ['email', 'push', 'in_app'],
  },
  {
    id: 'weekly-recap',
    label: 'Weekly recap',
    description: 'What happened in your projects, every Monday.',
    group: 'Summaries',
    channels: ['email', 'push'],
    default: { email: true, push: false },
  },
  {
    id: 'news',
    label: 'Product news',
    description: 'New features, about once a month.',
    group: 'Summaries',
    channels: ['email'],
  },
  {
    id: 'security',
    label: 'Security alerts',
    description: 'New devices and changes of your password.',
    group: 'Account',
    channels: ['email', 'push', 'sms'],
    default: { email: true, push: true, sms: false },
    locked: {
      channels: ['email'],
      reason: 'Security alerts always go to your email so we can protect your account.',
    },
  },
]

/** Preferences with a few choices, as a service returns them. */
export const preferences: Preferences = {
  types: [
    {
      id: 'comments',
      channels: { email: { state: 'on' }, push: { state: 'off' }, in_app: { state: 'on' } },
    },
    {
      id: 'assignments',
      channels: { email: { state: 'off' }, push: { state: 'on' }, in_app: { state: 'on' } },
    },
    { id: 'news', channels: { email: { state: 'off' } } },
  ],
  channels: {},
  rest: {},
}
