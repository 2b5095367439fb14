import { IdentikitError } from '../src/core.js'
import type { CatalogEntry, Preferences } from '../src/core.js'
import {
  ada,
  createMemoryAdapter,
  preferences,
  types,
  type MemoryAdapterOptions,
  type WrapperOptions,
} from '../src/testing.js'

type Prepare = (adapter: ReturnType<typeof createMemoryAdapter>) => void

/** A world is a user, a service and a catalog; each story gets a fresh one. */
export function world(
  options: MemoryAdapterOptions = {},
  props: WrapperOptions = {},
  prepare: Prepare = () => {},
) {
  return (): WrapperOptions => {
    const adapter = createMemoryAdapter({ users: [ada], preferences, ...options })
    prepare(adapter)
    return { adapter, ...props }
  }
}

/** The service never answers. */
export const slow = world({}, {}, ({ faults }) => {
  faults.latency = Infinity
})

/** The service fails at everything. */
export const down = world({}, {}, ({ faults }) => {
  faults.fail = () => new IdentikitError('service', 'The service is down.')
})

/** Reading works, the first save fails, and all later ones work. */
export const failsOnce = world({}, {}, ({ faults }) => {
  let failed = false
  faults.fail = ({ member }) => {
    if (failed || member !== 'preferences.update') return undefined
    failed = true
    return new IdentikitError('service', 'The service is down.')
  }
})

/** The service knows of no kind of message, and neither does the host. */
export const blank = world({ preferences: {} }, { catalog: [] })

/** The service has no preferences. */
export const lacking = world({ without: ['preferences'] })

const readOnly = { read: true, write: false, clear: false }

/** The service sends this person nothing: they are in the control group of an experiment. */
export const suppressed = world({
  users: [{ ...ada, control: true }],
  fields: { control: readOnly },
})

/** Every state that a cell can have. */
export const everyState: Preferences = {
  types: [
    {
      id: 'states',
      label: 'On, off and unset',
      channels: {
        email: { state: 'on' },
        push: { state: 'off' },
        sms: { state: 'unset', default: true },
      },
    },
    {
      id: 'fixed',
      label: 'Locked and conditional',
      channels: {
        email: {
          state: 'on',
          locked: { reason: 'Invoices always go to the owner of the account.' },
        },
        push: { state: 'conditional' },
        sms: { state: 'off', locked: {} },
      },
    },
    {
      id: 'waiting',
      label: 'Waiting and not set',
      channels: { email: { state: 'on', pending: true }, push: { state: 'unset' } },
    },
  ],
  channels: {},
  rest: {},
}

/** Switches above switches: global channels, types' own, and the one over everything commercial. */
export const parents: Preferences = {
  types: [
    {
      id: 'comments',
      label: 'Comments',
      setting: { state: 'on' },
      channels: { email: { state: 'on' }, push: { state: 'on' } },
    },
    {
      id: 'recap',
      label: 'Weekly recap',
      setting: { state: 'off' },
      channels: { email: { state: 'on' }, push: { state: 'off' } },
    },
    { id: 'digest', label: 'Monthly letter', setting: { state: 'on' }, channels: {} },
  ],
  channels: { email: { state: 'on' }, push: { state: 'off' } },
  subscribed: { state: 'on' },
  rest: {},
}

/** As many as a large product has, over channels that the kit does not know. */
export const many: Preferences = {
  types: Array.from({ length: 24 }, (_, index) => ({
    id: `workflow:kind-${index}`,
    group: ['Projects', 'Team', 'Billing'][index % 3],
    channels: Object.fromEntries(
      ['email', 'push', 'in_app', 'pager'].map((channel, column) => [
        channel,
        { state: (index + column) % 3 === 0 ? ('off' as const) : ('on' as const) },
      ]),
    ),
  })),
  channels: {},
  rest: {},
}

/** German, and as long as German can be. */
export const longTypes: readonly CatalogEntry[] = types.map((type) => ({
  ...type,
  label: `Benachrichtigungseinstellungen für ${type.label ?? ''}`,
  description: `Wenn jemand auf eine Rechtsschutzversicherungsgesellschaftsmitarbeiterbesprechung antwortet: ${type.description ?? ''}`,
  group: 'Zusammenfassungen und Aktivitätsübersichten',
}))
