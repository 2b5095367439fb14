export { createAdminClient, type AdminClient } from './core/adminClient.js'
export type { UserRecords } from './core/bulk/identifyMany.js'
export { createDeliveryGate } from './server/delivery/createDeliveryGate.js'
export type {
  DeliveryCheckOptions,
  DeliveryGate,
  DeliveryGateOptions,
} from './server/delivery/createDeliveryGate.js'
export type { Delivery, DeliveryMessage, DeliveryReason } from './server/delivery/decideDelivery.js'
export { exportUser } from './server/export/exportUser.js'
export type { ScopeExport, UserExport } from './server/export/exportUser.js'
export { createUnsubscribe } from './server/unsubscribe/createUnsubscribe.js'
export type {
  Unsubscribe,
  UnsubscribeHeaders,
  UnsubscribeMessage,
  UnsubscribeOptions,
} from './server/unsubscribe/createUnsubscribe.js'
export type { UnsubscribeProvision } from './server/unsubscribe/unsubscribeActions.js'
export { createUserHandler } from './server/handler.js'
export type { UserHandler, UserHandlerOptions } from './server/handler.js'
export type { CorsOptions } from './server/options/cors.js'
export type { PageHeaders, ReadInitial, ReadInitialOptions } from './server/initial/readInitial.js'
export type { InitialData } from './core/initialData.js'
export type { UserHandlerErrorEvent } from './server/reportError.js'
export type {
  Authenticate,
  AuthenticatedUser,
  ReadOnlyOption,
  AuthenticateGuest,
  SignedInUser,
} from './server/authorization.js'
export type { AdapterOption } from './server/scopedAdapter.js'
export type { CatalogOption } from './server/resolveCatalog.js'
export type { GuestMergedEvent } from './server/guestMerge.js'
export type { ReadableRules, UserHandlerFeature, WritableRules } from './server/permissions.js'
export type { RateLimitOptions } from './server/rateLimit.js'
export type { RateLimitHit, RateLimitStore } from './server/memoryRateLimitStore.js'
export type { Provision } from './server/provisioning.js'
export type { TrustedFields } from './server/trustedFields.js'
export { createMemoryWriteStore } from './server/order/memoryWriteStore.js'
export type { MemoryWriteStoreOptions } from './server/order/memoryWriteStore.js'
export type { WriteStore } from './server/order/writeStore.js'
