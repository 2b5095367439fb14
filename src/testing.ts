export {
  createMemoryAdapter,
  type AdapterCall,
  type Faults,
  type MemoryAdapter,
  type MemoryAdapterOptions,
  type MemoryMember,
} from './adapters/memory/memory.js'
export { createWrapper, type WrapperOptions } from './testing/createWrapper.js'
export { ada, preferences, types } from './testing/fixtures.js'
