export {
  createMemoryAdapter,
  type MemoryAdapter,
  type MemoryAdapterOptions,
  type MemoryMember,
} from './adapters/memory.js'
export type { AdapterCall, Faults } from './adapters/memory.faults.js'
export { createWrapper, type WrapperOptions } from './testing/createWrapper.js'
export { ada, preferences, types } from './testing/fixtures.js'
