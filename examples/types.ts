import type { Catalogue } from 'identikit/core'

/** What Harbor tells people about: the pages show it, and the server enforces its locks. */
export const types: Catalogue = [
  {
    id: 'comments',
    label: 'Comments and mentions',
    description: 'When someone answers you or mentions your name.',
    group: 'Your work',
    channels: ['email', 'push', 'in_app'],
    default: { email: true, push: true, in_app: true },
  },
  {
    id: 'assignments',
    label: 'Assignments',
    description: 'When a task becomes yours.',
    group: 'Your work',
    channels: ['email', 'push', 'in_app'],
    default: { email: true, push: false, in_app: true },
  },
  {
    id: 'weekly-recap',
    label: 'Weekly recap',
    description: 'What happened in your projects, every Monday.',
    group: 'From Harbor',
    channels: ['email', 'push'],
    default: { email: true, push: false },
  },
  {
    id: 'news',
    label: 'Product news',
    description: 'New features, about once a month.',
    group: 'From Harbor',
    channels: ['email'],
    default: false,
  },
  {
    id: 'early-features',
    label: 'Early features',
    description: 'Try new things a few weeks before everyone else.',
    group: 'From Harbor',
    channels: [],
    default: false,
  },
  {
    id: 'security',
    label: 'Security alerts',
    description: 'New devices and changes to your sign-in.',
    group: 'Your account',
    channels: ['email', 'push'],
    default: { email: true, push: true },
    locked: {
      channels: ['email'],
      reason: 'Security alerts always go to your email so we can protect your account.',
    },
  },
]
