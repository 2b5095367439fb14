import type { OneSignalAdapterOptions } from 'identikit/adapters/onesignal'
import { apiKey, appId, createOneSignalFake } from '../../test/adapters/onesignal/onesignal.fake.js'
import { getCatalog } from '../types.js'

/** A local stand-in for OneSignal, and Harbor's types, of which OneSignal has no list. */
export function createSampleOneSignal(): OneSignalAdapterOptions {
  const types = getCatalog('onesignal').map(({ id, channels = [] }) => ({ id, channels }))
  return { appId, apiKey, types, fetch: createOneSignalFake().fetch }
}
