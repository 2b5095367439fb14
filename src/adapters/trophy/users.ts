import * as z from 'zod/mini'
import type {
  DevicesMember,
  EventsMember,
  RequestOptions,
  UsersMember,
} from '../../core/adapter.js'
import { saveInitialPreferences } from '../../core/preferences/saveInitialPreferences.js'
import { invalid, isIdentikitError } from '../../core/errors.js'
import { sequentialIdentifyMany } from '../../core/bulk/sequentialIdentifyMany.js'
import type { Traits } from '../../core/user/traits.js'
import type { UserPatch } from '../../core/user/user.js'
import { toPathSegment } from '../http/httpClient.js'
import {
  alreadyExists,
  checkDevice,
  checkSubscription,
  undeclaredAttributes,
  unknownUser,
} from './errors.js'
import type { TrophyPreferences } from './preferences.js'
import { ignoreErrors } from '../http/ignoreErrors.js'
import { createQueue } from '../http/queue.js'
import type { TrophyRequest } from './request.js'
import * as wire from './wire.js'

/** What became of an event is of no use here; an error is none, even with the status of a success. */
const eventSchema = z.looseObject({ error: z.optional(z.undefined()) })

type TrophyUsers = Pick<
  Required<UsersMember>,
  'get' | 'identify' | 'create' | 'update' | 'identifyMany'
> & { readonly identify: NonNullable<UsersMember['identify']> }

type Writer<T> = (body: Record<string, unknown>, traits: Traits) => Promise<T>

/** Everything about the person themselves: profile, devices and events. */
export function createTrophyUsers(request: TrophyRequest, preferences: TrophyPreferences) {
  const queue = createQueue()

  async function read(id: string, { signal, keepalive }: RequestOptions) {
    const path = `/users/${toPathSegment(id)}`
    return request(wire.userSchema, 'GET', path, { signal, keepalive })
  }

  /** Rejects with `not-found` for a 404, and for a 400 or 422: Trophy declares these, and the request has an id only. */
  async function readKnown(id: string, options: RequestOptions) {
    try {
      return await read(id, options)
    } catch (error) {
      if (!isIdentikitError(error) || error.code !== 'invalid' || !error.status) throw error
      throw unknownUser(error)
    }
  }

  /** Returns `undefined` for an unknown user. The write that follows refuses an invalid id. */
  async function find(id: string, options: RequestOptions) {
    return ignoreErrors(readKnown(id, options), 'not-found')
  }

  /** Attributes go out with those that are stored, one write of a person after the other. */
  async function save<T>(
    id: string,
    patch: UserPatch,
    options: RequestOptions,
    write: Writer<T>,
  ): Promise<T> {
    if (Object.keys(patch.traits ?? {}).length === 0) return write(wire.fromPatch(patch), {})
    return queue(id, options.signal, async () => {
      const stored = await find(id, options)
      const body = wire.fromPatch(patch, stored && wire.toTraits(stored))
      return write(body, body['attributes'] as Traits)
    })
  }

  function put(method: 'PUT' | 'PATCH', id: string, options: RequestOptions) {
    const { signal, keepalive } = options
    return async (body: Record<string, unknown>, traits: Traits) => {
      const toError = undeclaredAttributes(pathsOf({ traits }))
      const settings = { body, signal, keepalive, toError }
      return wire.toUser(
        await request(wire.userSchema, method, `/users/${toPathSegment(id)}`, settings),
      )
    }
  }

  const users: TrophyUsers = {
    async get(id, options = {}) {
      return wire.toUser(await readKnown(id, options))
    },
    async identify(id, patch, { preferences: changes = [], ...options } = {}) {
      checkSubscription('users.identify', patch)
      preferences.check(changes)
      const user = await save(id, patch, options, put('PUT', id, options))
      if (changes.length > 0) await preferences.update(id, changes, options)
      return user
    },
    async create(id, patch, { preferences: changes = [], ...options } = {}) {
      checkSubscription('users.create', patch)
      preferences.check(changes)
      // What POST does with an id that exists is not published, and it must not change somebody who is there.
      if (await find(id, options)) throw alreadyExists()
      const { signal, keepalive } = options
      const sent = undeclaredAttributes(pathsOf({ traits: patch.traits }))
      const created = await request(wire.userSchema, 'POST', '/users', {
        body: { id, ...wire.fromPatch(patch) },
        signal,
        keepalive,
        toError: (refusal) => (refusal.status === 409 ? alreadyExists() : sent(refusal)),
      })
      const choose = async () => preferences.update(id, changes, options)
      if (changes.length > 0) await saveInitialPreferences('Trophy', choose, signal)
      return wire.toUser(created)
    },
    async update(id, patch, options = {}) {
      checkSubscription('users.update', patch)
      return save(id, patch, options, put('PATCH', id, options))
    },
    identifyMany: sequentialIdentifyMany(
      (...input) => users.identify(...input),
      (user) => checkSubscription('users.identifyMany', user),
    ),
  }

  /** Which tokens are stored after a change of them; nothing is sent where it changes nothing. */
  async function changeTokens(
    id: string,
    options: RequestOptions,
    change: (tokens: readonly string[]) => readonly string[],
  ): Promise<void> {
    await queue(id, options.signal, async () => {
      const { deviceTokens } = await readKnown(id, options)
      const before = deviceTokens ?? []
      const after = change(before)
      if (after.length !== before.length)
        await put('PATCH', id, options)({ deviceTokens: after }, {})
    })
  }

  const devices: DevicesMember = {
    async add(id, device, options = {}) {
      checkDevice(device)
      const { token } = device
      await changeTokens(id, options, (tokens) =>
        tokens.includes(token) ? tokens : [...tokens, token],
      )
    },
    async remove(id, token, options = {}) {
      await changeTokens(id, options, (tokens) => tokens.filter((one) => one !== token))
    },
  }

  const events: EventsMember = {
    async track(id, event, { signal, keepalive } = {}) {
      const { name, value = 1, properties, at, user = {}, idempotencyKey } = event
      const wrong: Record<string, string> = {}
      if (at !== undefined) wrong['at'] = 'cannot be stored: Trophy counts an event when it arrives'
      for (const [key, property] of Object.entries(properties ?? {})) {
        if (typeof property !== 'string') wrong[`properties.${key}`] = 'must be a string at Trophy'
      }
      if (Object.keys(wrong).length > 0) throw invalid('events.track', wrong)
      checkSubscription('events.track', user)
      await save(id, user, { signal, keepalive }, async (fields, traits) => {
        await request(eventSchema, 'POST', `/metrics/${toPathSegment(name)}/event`, {
          body: { user: { id, ...fields }, value, attributes: properties },
          headers: { 'idempotency-key': idempotencyKey },
          signal,
          keepalive,
          toError: undeclaredAttributes(pathsOf({ properties, 'user.traits': traits })),
        })
      })
    },
  }

  return { users, devices, events }
}

/** Where each attribute stands in the input, e.g. `plan` as `traits.plan`. */
function pathsOf(maps: Readonly<Record<string, object | undefined>>): Map<string, string[]> {
  const paths = new Map<string, string[]>()
  for (const [place, map] of Object.entries(maps)) {
    for (const key of Object.keys(map ?? {}))
      paths.set(key, [...(paths.get(key) ?? []), `${place}.${key}`])
  }
  return paths
}
