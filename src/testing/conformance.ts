export { listAdapterTests, type AdapterTest } from './conformance/listAdapterTests.js'
export type {
  AdapterUnderTest,
  Gap,
  TargetUnderTest,
  UnknownUserFeature,
} from './conformance/adapterUnderTest.js'
