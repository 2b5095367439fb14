import { IdentikitError, type StreakMetricType, type StreakSettings } from 'identikit/core'
import { ar } from 'identikit/locales/ar'
import type { MemoryAdapterOptions, WrapperOptions } from 'identikit/testing'
import { world } from '../worlds.js'

/** The metrics of a product for writing and reading. */
export const metrics: readonly StreakMetricType[] = [
  { key: 'words', label: 'Words', unit: 'words', max: 10_000, step: 50, presets: [200, 500, 1000] },
  { key: 'minutes', label: 'Reading', unit: 'minutes', min: 5, max: 240, step: 5 },
]

export const streak: StreakSettings = {
  enabled: true,
  evaluationMode: 'or',
  metrics: [
    { key: 'words', threshold: 500 },
    { key: 'minutes', threshold: 10 },
  ],
  daysOff: [0],
}

export const streakInfo = {
  metrics: [{ key: 'words' }, { key: 'minutes' }, { key: 'lessons', name: 'Lessons completed' }],
  frequency: 'daily',
  length: 12,
} as const

type Prepare = Parameters<typeof world>[2]

export const streakWorld = (
  options: MemoryAdapterOptions = {},
  props: WrapperOptions = {},
  prepare?: Prepare,
) => world({ streak, streakInfo, ...options }, { metrics, ...props }, prepare)

export const slow = streakWorld({}, {}, ({ faults }) => {
  faults.latency = Infinity
})

export const down = streakWorld({}, {}, ({ faults }) => {
  faults.fail = () => new IdentikitError('service', 'The service is down.')
})

/** No metric is known. */
export const blank = streakWorld(
  { streak: { ...streak, metrics: [] }, streakInfo: undefined },
  { metrics: [] },
)

export const lacking = streakWorld({ without: ['streak'] })

/** Loads succeed and saves fail. */
export const savesFail = streakWorld({}, {}, ({ faults }) => {
  faults.fail = ({ member }) =>
    member === 'streak.update'
      ? new IdentikitError('service', 'The service is down.', { status: 500 })
      : undefined
})

/** The service refuses to change the rule. */
export const fixed = streakWorld({}, {}, ({ faults }) => {
  faults.fail = ({ member, input }) =>
    member === 'streak.update' && !('enabled' in (input as object))
      ? new IdentikitError('forbidden', 'Not for people.', { status: 403 })
      : undefined
})

/** The settings have a metric that neither the host nor the service knows. */
export const unknownMetric = streakWorld({
  streak: { ...streak, metrics: [...streak.metrics, { key: 'pages_turned', threshold: 20 }] },
})

/** Long German texts. */
export const long = streakWorld(
  {},
  {
    locale: 'de',
    metrics: [
      {
        key: 'words',
        label: 'Rechtsschutzversicherungsgesellschaftsmitarbeiterbesprechungsprotokolle',
        unit: 'Rechtsschutzversicherungsgesellschaftsseiten',
        presets: [200, 500, 1_000_000],
      },
      { key: 'minutes', label: 'Lesezeit in der Zusammenfassungsübersicht', unit: 'Minuten' },
    ],
  },
)

export const arabic = streakWorld(
  {},
  {
    locale: ar,
    metrics: [
      { key: 'words', label: 'الكلمات', unit: 'كلمة', presets: [200, 500, 1000] },
      { key: 'minutes', label: 'القراءة', unit: 'دقيقة' },
      { key: 'lessons', label: 'الدروس المكتملة' },
    ],
  },
)
