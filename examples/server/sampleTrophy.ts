import type { TrophyAdapterOptions } from 'identikit/adapters/trophy'
import { createTrophyFake } from '../../test/adapters/trophy/trophy.fake.js'

const adminKey = 'adm_sample.sample'

/** A local stand-in for Trophy with streak customization. */
export function createSampleTrophy(): TrophyAdapterOptions {
  const { fetch } = createTrophyFake({
    adminKey,
    canCustomize: true,
    metrics: { 'tasks-finished': 'Tasks finished', 'comments-written': 'Comments written' },
    frequency: 'daily',
  })
  return { apiKey: adminKey, fetch }
}
