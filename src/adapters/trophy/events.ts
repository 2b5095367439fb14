import * as z from 'zod/mini'
import type { EventsMember, UserEvent } from '../../core/adapter.js'
import { invalid } from '../../core/errors.js'
import { toPathSegment } from '../http/httpClient.js'
import type { CreateHttp } from './connection.js'
import { checkSubscription, createAttributeErrors } from './errors.js'
import type { UserRequests } from './userRequests.js'

/** An answer without an `error`, which is an error even with a success status. It may be empty. */
const answerSchema = z.optional(
  z
    .looseObject({})
    .check(z.refine((answer) => (answer['error'] ?? null) === null, 'must not be an error')),
)

/** Creates the events member. An event is a value of a metric, and identifies the user in the same request. */
export function createTrophyEvents(createHttp: CreateHttp, { save }: UserRequests): EventsMember {
  return {
    identifies: true,
    async track(id, event, options = {}) {
      const { name, value = 1, properties, user = {}, idempotencyKey } = event
      checkEvent(event)
      checkSubscription('events.track', user)
      await save(id, user, options, async (fields) => {
        const sent = { properties, 'user.traits': fields.attributes }
        const http = createHttp(createAttributeErrors(sent))
        await http(answerSchema, 'POST', `/metrics/${toPathSegment(name)}/event`, {
          ...options,
          body: { user: { id, ...fields }, value, attributes: properties },
          headers: { 'idempotency-key': idempotencyKey },
        })
      })
    },
  }
}

/** @throws IdentikitError `invalid` for what Trophy cannot store */
function checkEvent({ at, value, properties = {} }: UserEvent): void {
  const problems = Object.entries(properties)
    .filter(([, property]) => typeof property !== 'string')
    .map(([key]) => [`properties.${key}`, 'must be a string at Trophy'])
  if (value !== undefined && typeof value !== 'number') {
    problems.unshift(['value', 'must be a number at Trophy, which adds it to a metric'])
  }
  if (at !== undefined) problems.unshift(['at', 'is not stored: Trophy uses the time of arrival'])
  if (problems.length > 0) throw invalid('events.track', Object.fromEntries(problems))
}
