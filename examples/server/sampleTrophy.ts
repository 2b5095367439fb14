import type { TrophyAdapterOptions } from 'identikit/adapters/trophy'
import { createTrophyFake } from '../../test/adapters/trophy/trophy.fake.js'

const adminKey = 'adm_sample.sample'

/** A Trophy of our own, where people may shape their daily streak. */
export function createSampleTrophy(): TrophyAdapterOptions {
  const { fetch } = createTrophyFake({
    adminKey,
    canCustomize: true,
    metrics: { 'tasks-finished': 'Tasks finished', 'comments-written': 'Comments written' },
    frequency: 'daily',
  })
  return { apiKey: adminKey, fetch }
}
