import { IdentikitError, type Schedule } from 'identikit/core'
import { ar } from 'identikit/locales/ar'
import { ada, type MemoryAdapterOptions, type WrapperOptions } from 'identikit/testing'
import { world } from '../worlds.js'

export const schedule: Schedule = {
  enabled: true,
  hours: [
    ...[1, 2, 3, 4].map((day) => ({ day, from: 540, to: 1080 })),
    { day: 5, from: 540, to: 750 },
    { day: 5, from: 1320, to: 360 },
  ],
}

const user = { ...ada, timezone: 'Asia/Seoul' }

type Prepare = Parameters<typeof world>[2]

export const scheduleWorld = (
  options: MemoryAdapterOptions = {},
  props: WrapperOptions = {},
  prepare?: Prepare,
) => world({ schedule, users: [user], ...options }, props, prepare)

export const slow = scheduleWorld({}, {}, ({ faults }) => {
  faults.latency = Infinity
})

export const down = scheduleWorld({}, {}, ({ faults }) => {
  faults.fail = () => new IdentikitError('service', 'The service is down.')
})

export const lacking = scheduleWorld({ without: ['schedule'] })

/** Loads succeed and saves fail. */
export const savesFail = scheduleWorld({}, {}, ({ faults }) => {
  faults.fail = ({ member }) =>
    member === 'schedule.update'
      ? new IdentikitError('service', 'The service is down.', { status: 500 })
      : undefined
})

/** The schedule loads, and the user doesn't. */
export const userDown = scheduleWorld({}, {}, ({ faults }) => {
  faults.fail = ({ member }) =>
    member === 'users.get' ? new IdentikitError('forbidden', 'No.') : undefined
})

/** Loads succeed, and saves aren't answered. */
export const savesSlowly = scheduleWorld({}, {}, ({ faults }) => {
  faults.fail = ({ member }) => {
    if (member === 'schedule.update') faults.latency = Infinity
    return undefined
  }
})

export const anyTime = scheduleWorld({ schedule: { enabled: false, hours: [] } })

export const everyDayOff = scheduleWorld({ schedule: { enabled: true, hours: [] } })

/** Paused for long after any test, with two types that are sent all the same. */
export const paused = scheduleWorld(
  { schedule: { ...schedule, pausedUntil: '2099-06-01T07:00:00.000Z' } },
  {
    catalog: [
      { id: 'security', label: 'Security alerts', channels: ['email'], default: true, locked: {} },
      { id: 'outages', label: 'Outages', channels: ['email'], default: true, urgent: true },
      { id: 'recap', label: 'Weekly recap', channels: ['email'], default: true },
    ],
  },
)

export const german = scheduleWorld({}, { locale: 'de' })
export const arabic = scheduleWorld({}, { locale: ar })
