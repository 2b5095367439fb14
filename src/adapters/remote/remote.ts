import * as z from 'zod/mini'
import type {
  DevicesMember,
  EventsMember,
  Capabilities,
  PreferencesMember,
  RequestOptions,
  StreakMember,
  UserAdapter,
  UsersMember,
} from '../../core/adapter.js'
import { IdentikitError } from '../../core/errors.js'
import { preferencesSchema, type PreferenceRules } from '../../core/preferences/preferences.js'
import {
  dataSchema,
  failureSchema,
  fromWireError,
  readSchema,
  routes,
  sourceHeader,
  userHeader,
  wireUserSchema,
  type Resource,
  type ReadAnswer,
  type Route,
} from '../../core/protocol.js'
import { streakSchema } from '../../core/streak/streak.js'
import { checkId } from '../../core/user/user.js'
import { withoutSlash } from '../http/baseUrl.js'
import { createHttp, type HttpOptions, type HttpRequestOptions } from '../http/http.js'
import { refusalOf, type Refusal } from '../http/refusal.js'
import { createReads } from './reads.js'

export interface RemoteAdapterOptions extends Pick<HttpOptions, 'headers' | 'fetch'> {
  /** Where `createUserHandler` answers: `/api/identikit` on the page's own server, or a whole address. */
  readonly url: string
  /**
   * What the handler serves, where that is known early (server rendering, build time).
   * @default learned with the first read
   */
  readonly capabilities?: Capabilities | undefined
  /**
   * Milliseconds; more than the handler gives its own service, so that its answer arrives.
   * @default 10000
   */
  readonly timeout?: number | undefined
}

type Data<N extends Resource> = Extract<ReadAnswer[N], { data: unknown }>['data']

const unknownRules: PreferenceRules = { write: 'row', parents: 'unknown' }
const unknownTraits = { values: 'json', merge: 'deep', clear: true } as const

/**
 * Speaks to `createUserHandler`: no key stands in the browser, and the handler decides who the user is. Until its first answer the
 * adapter is `pending` and has every member that a handler can serve.
 * @throws IdentikitError `misuse` for a `url` that is none
 */
export function createRemoteAdapter(options: RemoteAdapterOptions): UserAdapter {
  const { url, headers, fetch, timeout = 10_000 } = options
  const request = createHttp('Handler', { baseUrl: url, headers, fetch, timeout, toError })
  let capabilities = options.capabilities

  const reads = createReads(async (id, { resources, signal, keepalive }) => {
    const { method, path } = routes.read
    const query = { read: resources.join(',') }
    const answer = await request(readSchema, method, path, {
      query,
      headers: { [userHeader]: encodeURIComponent(id) },
      signal,
      keepalive,
    })
    capabilities = answer.capabilities
    return answer
  })

  async function read<N extends Resource>(
    resource: N,
    id: string,
    settings?: RequestOptions,
  ): Promise<Data<N>> {
    checkId(`remote ${resource}`, id)
    const answer: ReadAnswer[N] = (await reads.read(id, resource, settings))[resource]
    const what = `Handler GET / (${resource})`
    if (answer === undefined)
      throw new IdentikitError('bad-answer', `${what} was left out of the answer.`)
    if ('error' in answer) throw fromWireError(answer.error, what)
    return answer.data
  }

  async function write<T>(
    schema: z.ZodMiniType<T>,
    route: Exclude<Route, 'read'>,
    id: string,
    settings: RequestOptions = {},
    sent: Pick<HttpRequestOptions, 'body' | 'query'> = {},
  ): Promise<T> {
    checkId(`remote ${route}`, id)
    const { signal, keepalive, source } = settings
    const { method, path } = routes[route]
    const own = {
      [userHeader]: encodeURIComponent(id),
      [sourceHeader]: source === undefined ? undefined : encodeURIComponent(source),
    }
    reads.outdate(id)
    try {
      const rest = { ...sent, headers: own, signal, keepalive }
      return (await request(dataSchema(schema), method, path, rest)).data
    } finally {
      reads.outdate(id)
    }
  }

  const users: Pick<Required<UsersMember>, 'get' | 'identify' | 'update' | 'delete'> = {
    get: (id, settings) => read('user', id, settings),
    identify: (id, patch, { preferences: changes, ...settings } = {}) =>
      write(wireUserSchema, 'identify', id, settings, { body: { patch, preferences: changes } }),
    update: (id, patch, settings) =>
      write(wireUserSchema, 'updateUser', id, settings, { body: { patch } }),
    delete: async (id, { archive, ...settings } = {}) => {
      const query = archive ? { archive: 'true' } : {}
      await write(z.null(), 'deleteUser', id, settings, { query })
    },
  }
  const preferences: Omit<Required<PreferencesMember>, 'rules'> = {
    get: (id, settings) => read('preferences', id, settings),
    update: (id, change, settings) =>
      write(preferencesSchema, 'updatePreferences', id, settings, {
        body: { changes: [change].flat() },
      }),
    reset: (id, settings) => write(preferencesSchema, 'resetPreferences', id, settings),
  }
  const { reset: _, ...unresettable } = preferences
  const streak: Required<StreakMember> = {
    get: (id, settings) => read('streak', id, settings),
    update: (id, patch, settings) =>
      write(streakSchema, 'updateStreak', id, settings, { body: { patch } }),
    info: (id, settings) => read('streakInfo', id, settings),
  }
  const { info: _info, ...uninformed } = streak
  const devices: DevicesMember = {
    async add(id, device, settings) {
      await write(z.null(), 'addDevice', id, settings, { body: { device } })
    },
    async remove(id, token, settings) {
      await write(z.null(), 'removeDevice', id, settings, { body: { token } })
    },
  }
  const events: EventsMember = {
    async track(id, event, settings) {
      await write(z.null(), 'track', id, settings, { body: { event } })
    },
  }

  return {
    id: `remote:${withoutSlash(url)}`,
    get pending() {
      return capabilities === undefined
    },
    get fields() {
      return capabilities?.fields ?? {}
    },
    get traits() {
      return capabilities?.traits ?? unknownTraits
    },
    get users() {
      if (!capabilities) return users
      const served: readonly string[] = capabilities.users
      const own = Object.entries(users).filter(([name]) => served.includes(name))
      return own.length === 0 ? undefined : Object.fromEntries(own)
    },
    get preferences() {
      if (!capabilities) return { rules: unknownRules, ...preferences }
      if (!capabilities.preferences) return undefined
      const { rules, reset } = capabilities.preferences
      return { rules, ...(reset ? preferences : unresettable) }
    },
    get streak() {
      if (!capabilities) return streak
      return capabilities.streak && (capabilities.streak.info ? streak : uninformed)
    },
    get devices() {
      return capabilities?.devices === false ? undefined : devices
    },
    get events() {
      return capabilities?.events === false ? undefined : events
    },
  }
}

/** Without the handler's own error it was somebody else who answered: a proxy, or a page at a wrong address. */
function toError(refusal: Refusal): IdentikitError {
  const { what, status, requestId, retryAfter, body } = refusal
  const failure = failureSchema.safeParse(body)
  if (failure.success) return fromWireError({ retryAfter, ...failure.data.error }, what, status)
  if (status !== 404 && status !== 405) return refusalOf(refusal)
  return new IdentikitError(
    'bad-answer',
    `${what} answered ${status}: no handler is at this address.`,
    {
      status,
      requestId,
    },
  )
}
