import { isMap, type JsonMap } from './fake.json.js'

/** A subscription of a user. */
export interface FakeSubscription {
  readonly id: string
  readonly type: string
  readonly token: string
  readonly enabled?: boolean
}

/** A user. */
export interface FakeUser {
  readonly tags: JsonMap
  readonly others: JsonMap
  readonly subscriptions: readonly FakeSubscription[]
}

export const emptyUser: FakeUser = { tags: {}, others: {}, subscriptions: [] }

/**
 * Returns a user after an update: tags are merged and an empty text removes one, as OneSignal's own SDKs rely on
 * (core/user/internal/operations/impl/executors/UpdateUserOperationExecutor.kt of OneSignal-Android-SDK, and
 * https://documentation.onesignal.com/reference/edit-tags-with-external-user-id).
 */
export function updateUser(user: FakeUser, properties: JsonMap): FakeUser {
  const { tags, ...others } = properties
  const merged = Object.fromEntries([
    ...Object.entries(user.tags),
    ...Object.entries(isMap(tags) ? tags : {}),
  ])
  const kept = Object.entries(merged).filter(([, value]) => value !== '')
  return { ...user, tags: Object.fromEntries(kept), others: { ...user.others, ...others } }
}

/** Whole numbers are detected: https://documentation.onesignal.com/v9.0/docs/data-tag-implementation. */
export function showTags(tags: JsonMap, detectsNumbers: boolean): JsonMap {
  const show = (value: unknown) =>
    detectsNumbers && typeof value === 'string' && /^(?:0|[1-9]\d{0,8})$/.test(value)
      ? Number(value)
      : value
  return Object.fromEntries(Object.entries(tags).map(([key, value]) => [key, show(value)]))
}
