export { listAdapterTests, type AdapterTest } from './conformance/listAdapterTests.js'
export type { AdapterUnderTest, Gap, UnknownUserFeature } from './conformance/adapterUnderTest.js'
