/**
 * The types of your product. Add `catalog` and `traits` by module augmentation to type the ids of notification types, channels and
 * custom traits in hooks, components and clients. Without them, ids are `string` and traits are JSON. Augment either `identikit` or
 * `identikit/core`.
 * @example
 * const catalog = defineCatalog([{ id: 'weekly-recap', channels: ['email', 'push'] }])
 *
 * declare module 'identikit' {
 *   interface Register {
 *     catalog: typeof catalog
 *     traits: { plan: 'free' | 'pro'; seats: number }
 *   }
 * }
 */
export interface Register {}
