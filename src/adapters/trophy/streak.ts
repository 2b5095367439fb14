import type { StreakMember } from '../../core/adapter.js'
import { IdentikitError, isIdentikitError } from '../../core/errors.js'
import type { StreakPatch } from '../../core/streak/streak.js'
import { toPathSegment } from '../http/httpClient.js'
import { lockedStreak } from './errors.js'
import { createQueue } from '../http/queue.js'
import type { TrophyRequest } from './request.js'
import * as wire from './wire.js'

/** Streak settings, which Trophy keeps beside the preferences. */
export function createTrophyStreak(request: TrophyRequest): StreakMember {
  const queue = createQueue()

  const get: StreakMember['get'] = async (id, { signal, keepalive } = {}) => {
    const settings = { signal, keepalive }
    return wire.toStreak(await request(wire.preferencesSchema, 'GET', pathOf(id), settings))
  }

  return {
    get,
    async update(id, { enabled, ...patch }, options = {}) {
      const { signal, keepalive } = options
      async function send(part: StreakPatch) {
        const settings = { signal, keepalive, toError: lockedStreak }
        const body = { streak: wire.fromStreak(part) }
        return wire.toStreak(
          await request(wire.preferencesSchema, 'PATCH', pathOf(id), { ...settings, body }),
        )
      }
      const hasMore = Object.values(patch).some((value) => value !== undefined)
      return queue(id, signal, async () => {
        // First what may be refused as a whole account's setting, so that a refusal means that nothing was saved.
        const saved = hasMore ? await send(patch) : undefined
        if (enabled === undefined) return saved ?? get(id, options)
        try {
          return await send({ enabled })
        } catch (error) {
          throw saved ? halfSaved(error) : error
        }
      })
    },
    async info(id, { signal, keepalive } = {}) {
      const path = `/users/${toPathSegment(id)}`
      const settings = { signal, keepalive }
      const [metrics, state] = await Promise.all([
        request(wire.metricsSchema, 'GET', `${path}/metrics`, settings),
        request(wire.streakStateSchema, 'GET', `${path}/streak`, settings),
      ])
      return wire.toStreakInfo(metrics, state)
    },
  }
}

const pathOf = (id: string) => `/users/${toPathSegment(id)}/preferences`

/** Says of a second write that failed that the first one did not. */
function halfSaved(error: unknown): unknown {
  if (!isIdentikitError(error)) return error
  const { code, status, requestId, retryAfter } = error
  const what = 'Trophy saved the other streak settings, but not `enabled`.'
  const fields = { enabled: 'was not saved, unlike the other streak settings' }
  return new IdentikitError(code, what, { cause: error, status, requestId, retryAfter, fields })
}
