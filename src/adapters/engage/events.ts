import type { EventsMember, RequestOptions, UserEvent } from '../../core/adapter.js'
import { invalid } from '../../core/errors.js'
import type { UserPatch } from '../../core/user/user.js'
import { runSequentially, type Step } from './runSequentially.js'
import { anything } from './requests.js'
import { toPathSegment, type HttpClient } from '../http/httpClient.js'

/** What an event says of its user is saved before it, by a request of its own. */
export function createEngageEvents(
  http: HttpClient,
  identify: (id: string, patch: UserPatch, options: RequestOptions) => Promise<unknown>,
): EventsMember {
  return {
    async track(id, event, { signal, keepalive } = {}) {
      const { user, ...body } = fromEvent(event)
      const steps: Step[] = [
        ...(user ? [{ what: 'user', run: () => identify(id, user, { signal, keepalive }) }] : []),
        {
          what: 'event',
          run: () =>
            http(anything, 'POST', `/users/${toPathSegment(id)}/events`, {
              body,
              signal,
              keepalive,
            }),
        },
      ]
      await runSequentially('events.track', steps)
    },
  }
}

/** @throws IdentikitError `invalid` for what Engage cannot hold */
function fromEvent({ name, value, properties, at, user, idempotencyKey }: UserEvent) {
  const nested = Object.entries(properties ?? {}).filter(([, one]) => typeof one === 'object')
  const wrong = {
    ...Object.fromEntries(
      nested.map(([key]) => [
        `properties.${key}`,
        'must be a string, a number or a boolean at Engage',
      ]),
    ),
    ...(idempotencyKey !== undefined && {
      idempotencyKey: 'cannot be kept at Engage, which counts an event that comes twice as two',
    }),
  }
  if (Object.keys(wrong).length > 0) throw invalid('events.track', wrong)
  return { event: name, value, properties, timestamp: at, user }
}
