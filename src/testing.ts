export {
  createMemoryAdapter,
  type AdapterCall,
  type Faults,
  type MemoryAdapter,
  type MemoryAdapterOptions,
  type MemoryMember,
  type TrackedEvent,
} from './adapters/memory/memory.js'
export type { ChangeRefusal } from './core/preferences/acceptChanges.js'
export { createWrapper, type WrapperOptions } from './testing/createWrapper.js'
export { ada, preferences, catalog } from './testing/fixtures.js'
