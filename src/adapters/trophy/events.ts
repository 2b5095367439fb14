import * as z from 'zod/mini'
import type { EventsMember, UserEvent } from '../../core/adapter.js'
import { invalid } from '../../core/errors.js'
import { toPathSegment } from '../http/httpClient.js'
import type { CreateHttp } from './connection.js'
import { checkSubscription, createAttributeErrors } from './errors.js'
import type { UserRequests } from './userRequests.js'

/** An answer without an `error`, which is an error even with a success status. */
const answerSchema = z.looseObject({ error: z.optional(z.undefined()) })

/** Creates the events member. An event is a value of a metric, and identifies the user in the same request. */
export function createTrophyEvents(createHttp: CreateHttp, { save }: UserRequests): EventsMember {
  return {
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
function checkEvent({ at, properties = {} }: UserEvent): void {
  const problems = Object.entries(properties)
    .filter(([, value]) => typeof value !== 'string')
    .map(([key]) => [`properties.${key}`, 'must be a string at Trophy'])
  if (at !== undefined) problems.unshift(['at', 'is not stored: Trophy uses the time of arrival'])
  if (problems.length > 0) throw invalid('events.track', Object.fromEntries(problems))
}
