import type { EventsMember, RequestOptions, UserEvent } from '../../core/adapter.js'
import { invalid } from '../../core/errors.js'
import type { UserPatch } from '../../core/user/user.js'
import type { HttpClient } from '../http/httpClient.js'
import { runSequentially } from './runSequentially.js'
import { answerSchema, toUserPath } from './userRequests.js'

/** Creates the events member. The user of an event is saved first, in a request of its own. */
export function createEngageEvents(
  http: HttpClient,
  identify: (id: string, patch: UserPatch, options?: RequestOptions) => Promise<unknown>,
): EventsMember {
  return {
    async track(id, event, options) {
      checkEvent(event)
      const { name, value, properties, at, user } = event
      const path = `${toUserPath(id)}/events`
      const body = { event: name, value, properties, timestamp: at }
      if (user) await identify(id, user, options)
      const run = async () => http(answerSchema, 'POST', path, { ...options, body })
      await runSequentially('events.track', [{ name: 'event', run }], user ? ['user'] : [])
    },
  }
}

/** @throws IdentikitError `invalid` for what Engage cannot store */
function checkEvent({ properties = {}, idempotencyKey }: UserEvent): void {
  const problems = Object.entries(properties)
    .filter(([, value]) => typeof value === 'object')
    .map(([key]) => [`properties.${key}`, 'must be a string, a number or a boolean at Engage'])
  if (idempotencyKey !== undefined) {
    problems.push(['idempotencyKey', 'is not stored: Engage counts an event again if it is resent'])
  }
  if (problems.length > 0) throw invalid('events.track', Object.fromEntries(problems))
}
