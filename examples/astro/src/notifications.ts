import { defineCatalog } from 'identikit/core'

export const catalog = defineCatalog([
  {
    id: 'comments',
    label: 'Comments and mentions',
    group: 'Activity',
    channels: ['email', 'push', 'in_app'],
    default: true,
  },
  {
    id: 'weekly-recap',
    label: 'Weekly recap',
    group: 'Summaries',
    channels: ['email', 'push'],
    default: { email: true, push: false },
  },
  {
    id: 'security',
    label: 'Security alerts',
    group: 'Account',
    channels: ['email', 'sms'],
    default: { email: true, sms: false },
    locked: {
      channels: ['email'],
      reason: 'Security alerts always go to your email so we can protect your account.',
    },
  },
] as const)
