import type { TraitField } from 'identikit'
import type { NotificationCatalog, StreakMetricType } from 'identikit/core'

/** The user services that Harbor supports. */
export type BackendName =
  | 'postgres'
  | 'memory'
  | 'knock'
  | 'trophy'
  | 'notiflows'
  | 'engage'
  | 'novu'
  | 'courier'
  | 'onesignal'

/** Returns the notification types of Harbor. Knock, Novu, Notiflows, Engage and Courier return their own, and Trophy has four types. */
export function getCatalog(backend: BackendName): NotificationCatalog {
  // OneSignal has a tag for each channel of a type.
  const onesignal = types.filter(({ channels = [] }) => channels.length > 0)
  const catalogs = { postgres: types, memory: types, trophy: trophyTypes, onesignal }
  return { knock: [], novu: [], notiflows: [], engage: [], courier: [], ...catalogs }[backend]
}

/** Returns the streak metrics for which Harbor has labels and presets. */
export function getMetrics(backend: BackendName): readonly StreakMetricType[] {
  const backends = { postgres: metrics, memory: metrics, trophy: trophyMetrics, onesignal: [] }
  return { knock: [], novu: [], notiflows: [], engage: [], courier: [], ...backends }[backend]
}

/** Returns Harbor's custom traits. Trophy stores only declared ones. */
export const getTraits = (backend: BackendName): readonly TraitField[] =>
  backend === 'trophy' ? [] : profileTraits

export const profileTraits: readonly TraitField[] = [
  {
    key: 'role',
    type: 'select',
    label: 'What you do',
    description: 'So that we show you what fits.',
    options: [
      { value: 'design', label: 'Design' },
      { value: 'engineering', label: 'Engineering' },
      { value: 'management', label: 'Management' },
    ],
  },
  { key: 'website', type: 'url', label: 'Website' },
]

/** The catalog of each service. Pages show it, and the server enforces its locks. */
export const types: NotificationCatalog = [
  {
    id: 'comments',
    label: 'Comments and mentions',
    description: 'When someone answers you or mentions your name.',
    group: 'Your work',
    channels: ['email', 'push', 'in_app'],
    default: { email: true, push: true, in_app: true },
    frequency: { options: ['instant', 'hourly', 'daily'] },
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
    frequency: { options: ['weekly', 'monthly'] },
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

/** The streak metrics of services without their own. */
const metrics: readonly StreakMetricType[] = [
  {
    key: 'tasks-done',
    label: 'Tasks done',
    unit: { one: 'task', other: 'tasks' },
    presets: [1, 3, 5, 10],
  },
  {
    key: 'focus-minutes',
    label: 'Time in focus',
    unit: { one: 'minute', other: 'minutes' },
    min: 5,
    max: 720,
    step: 5,
    presets: [15, 30, 60],
  },
]

/** Trophy's API returns no defaults. These are the defaults of Harbor's account. */
const trophyTypes: NotificationCatalog = [
  {
    id: 'achievement_completed',
    label: 'Achievements',
    description: 'When you reach one.',
    channels: ['email', 'push'],
    default: { email: true, push: true },
  },
  {
    id: 'recap',
    label: 'Weekly recap',
    description: 'What you did in Harbor, every Monday.',
    channels: ['email', 'push'],
    default: { email: true, push: false },
  },
  {
    id: 'streak_reminder',
    label: 'Streak reminders',
    description: 'Before a streak day ends without you.',
    channels: ['email', 'push'],
    default: { email: false, push: true },
  },
  {
    id: 'reactivation',
    label: 'When you have been away',
    description: 'What you missed, after a while without you.',
    channels: ['email', 'push'],
    default: { email: true, push: false },
  },
]

const trophyMetrics: readonly StreakMetricType[] = [
  {
    key: 'tasks-finished',
    label: 'Tasks finished',
    unit: { one: 'task', other: 'tasks' },
    presets: [1, 3, 5],
  },
  {
    key: 'comments-written',
    label: 'Comments written',
    unit: { one: 'comment', other: 'comments' },
    presets: [1, 5, 10],
  },
]
