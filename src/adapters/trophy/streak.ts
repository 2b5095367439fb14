import * as z from 'zod/mini'
import type { StreakMember } from '../../core/adapter.js'
import { IdentikitError, isIdentikitError } from '../../core/errors.js'
import type { StreakPatch } from '../../core/streak/streak.js'
import { toPathSegment } from '../http/httpClient.js'
import { createQueue } from '../http/queue.js'
import type { CreateHttp } from './connection.js'
import { toStreakError } from './errors.js'
import { toPreferencesPath } from './preferences.js'
import { preferencesSchema } from './preferencesWire.js'
import {
  metricsSchema,
  streakStateSchema,
  toStreak,
  toStreakBody,
  toStreakInfo,
} from './streakWire.js'

/** Creates the streak member. Trophy keeps streak settings together with preferences. */
export function createTrophyStreak(createHttp: CreateHttp): StreakMember {
  const http = createHttp()
  const writeHttp = createHttp(toStreakError)
  const enqueue = createQueue()

  const get: StreakMember['get'] = async (id, options) => {
    const { streak } = await http(preferencesSchema, 'GET', toPreferencesPath(id), options)
    return toStreak(streak)
  }

  return {
    get,
    async update(id, { enabled, ...patch }, options = {}) {
      async function send(part: StreakPatch) {
        const init = { ...options, body: toStreakBody(part) }
        const schema = z.optional(preferencesSchema)
        const answer = await writeHttp(schema, 'PATCH', toPreferencesPath(id), init)
        return answer ? toStreak(answer.streak) : get(id, options)
      }
      const hasOthers = Object.values(patch).some((value) => value !== undefined)
      return enqueue(id, options.signal, async () => {
        // The settings that need customization are sent first, so that nothing is saved when Trophy refuses them.
        const saved = hasOthers ? await send(patch) : undefined
        if (enabled === undefined) return saved ?? get(id, options)
        try {
          return await send({ enabled })
        } catch (error) {
          throw saved ? toPartialError(error) : error
        }
      })
    },
    async info(id, options) {
      const path = `/users/${toPathSegment(id)}`
      const [metrics, state] = await Promise.all([
        http(metricsSchema, 'GET', `${path}/metrics`, options),
        http(streakStateSchema, 'GET', `${path}/streak`, options),
      ])
      return toStreakInfo(metrics, state)
    },
  }
}

/** Converts the error of the second of two writes. Its message says that the first was saved. */
function toPartialError(error: unknown): unknown {
  if (!isIdentikitError(error)) return error
  const { code, status, requestId, retryAfter } = error
  const message = 'Trophy saved the other streak settings, but not `enabled`.'
  const fields = { enabled: 'was not saved, unlike the other streak settings' }
  return new IdentikitError(code, message, { cause: error, status, requestId, retryAfter, fields })
}
