import { IdentikitError } from 'identikit/core'
import type { CatalogEntry, Preferences } from 'identikit/core'
import {
  ada,
  createMemoryAdapter,
  preferences,
  catalog,
  type MemoryAdapterOptions,
  type WrapperOptions,
} from 'identikit/testing'

type Prepare = (adapter: ReturnType<typeof createMemoryAdapter>) => void

/** Returns a factory that creates the user, service and provider props of a story. */
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

/** The service never responds. */
export const slow = world({}, {}, ({ faults }) => {
  faults.latency = Infinity
})

/** Each request fails. */
export const down = world({}, {}, ({ faults }) => {
  faults.fail = () => new IdentikitError('service', 'The service is down.')
})

/** Loads succeed, the first save fails, and later saves succeed. */
export const failsOnce = world({}, {}, ({ faults }) => {
  let hasFailed = false
  faults.fail = ({ member }) => {
    if (hasFailed || member !== 'preferences.update') return undefined
    hasFailed = true
    return new IdentikitError('service', 'The service is down.')
  }
})

/** Neither the service nor the catalog has types. */
export const blank = world({ preferences: {} }, { catalog: [] })

/** The service has no preferences. */
export const lacking = world({ without: ['preferences'] })

/** No user is signed in. */
export const signedOut = world({}, { userId: null })

const readOnly = { read: true, write: false, clear: false }

/** The user is in the control group of an experiment, so the service sends them nothing. */
export const suppressed = world({
  users: [{ ...ada, control: true }],
  fields: { control: readOnly },
})

/** Each state of a setting. */
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

/** Parent settings: channels, types and all commercial messages. */
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

/** Long German texts. */
export const longTypes: readonly CatalogEntry[] = catalog.map((type) => ({
  ...type,
  label: `Benachrichtigungseinstellungen für ${type.label ?? ''}`,
  description: `Wenn jemand auf eine Rechtsschutzversicherungsgesellschaftsmitarbeiterbesprechung antwortet: ${type.description ?? ''}`,
  group: 'Zusammenfassungen und Aktivitätsübersichten',
}))
