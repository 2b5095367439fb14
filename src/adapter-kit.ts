export { assertServerOnly } from './adapters/http/assertServerOnly.js'
export type { HeaderFunction } from './adapters/http/credentials.js'
export type { HeaderValues } from './adapters/http/headers.js'
export {
  createHttpClient,
  toPathSegment,
  type HttpClient,
  type HttpClientOptions,
  type HttpMethod,
  type HttpRequestOptions,
} from './adapters/http/httpClient.js'
export { createQueue, type Queue } from './adapters/http/queue.js'
export { toStatusError, type ErrorResponse } from './adapters/http/statusError.js'
export { sequentialIdentifyMany } from './core/bulk/sequentialIdentifyMany.js'
export { invalid } from './core/errors.js'
export { wireMapSchema } from './core/jsonSchemas.js'
export {
  acceptAllChanges,
  acceptChanges,
  acceptSwitches,
  settleChanges,
  toRefused,
  type AcceptedChanges,
  type ChangeKinds,
  type ChangeRefusal,
  type SwitchChange,
} from './core/preferences/acceptChanges.js'
export { saveInParts, type SavedParts } from './core/preferences/saveInParts.js'
export { saveInitialPreferences } from './core/preferences/saveInitialPreferences.js'
export { applyStreakPatch, defaultStreak } from './core/streak/streak.js'
export { applyTraits } from './core/user/traits.js'
export { checkId, userNotFound } from './core/user/user.js'
