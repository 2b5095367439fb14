import type { PreferenceRules, UserAdapter, UserField } from 'identikit/core'

/** What the secret key of a service can do, from the table of services in docs/vendors.md. */
interface Service {
  readonly fields: readonly UserField[]
  readonly isClearable: boolean
  readonly traits: UserAdapter['traits']
  readonly rules: Pick<PreferenceRules, 'write' | 'parents'>
  readonly without: readonly ('streak' | 'events')[]
}

const names = ['name', 'firstName', 'lastName'] as const

const services: Readonly<Record<string, Service>> = {
  knock: {
    fields: ['avatar', 'name', 'email', 'phone', 'timezone', 'locale', 'createdAt'],
    isClearable: true,
    traits: { values: 'json', merge: 'deep', clear: true },
    rules: { write: 'setting', parents: 'and' },
    without: ['streak', 'events'],
  },
  notiflows: {
    fields: ['avatar', ...names, 'email', 'phone', 'timezone', 'locale', 'createdAt'],
    isClearable: true,
    traits: { values: 'json', merge: 'deep', clear: true },
    rules: { write: 'setting', parents: 'unknown' },
    without: ['streak', 'events'],
  },
  trophy: {
    fields: ['name', 'email', 'timezone', 'createdAt'],
    isClearable: false,
    traits: { values: 'string', merge: 'key', clear: false, declared: true },
    rules: { write: 'row', parents: 'and' },
    without: [],
  },
  engage: {
    fields: [...names, 'email', 'phone', 'timezone', 'createdAt'],
    isClearable: false,
    traits: { values: 'scalar', merge: 'key', clear: true },
    rules: { write: 'setting', parents: 'and' },
    without: ['streak'],
  },
}

/** Returns an adapter with the capabilities of a service, and the data of the given one. */
export function limitToService(adapter: UserAdapter, name: string): UserAdapter {
  const service = services[name]
  if (!service) return adapter
  const { fields, isClearable, traits, rules, without } = service
  const rule = { read: true, write: true, clear: isClearable }
  return {
    ...adapter,
    id: `${adapter.id} ${name}`,
    fields: Object.fromEntries(fields.map((field) => [field, rule])),
    traits,
    ...(adapter.preferences && {
      preferences: { ...adapter.preferences, rules, reset: undefined },
    }),
    ...Object.fromEntries(without.map((member) => [member, undefined])),
  }
}
