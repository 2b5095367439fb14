import type { EngageAdapterOptions } from 'identikit/adapters/engage'
import { createEngageFake } from '../../test/adapters/engage/engage.fake.js'

const keys = { publicKey: 'sample', secretKey: 'sample-secret' }

/** A local stand-in for Engage with sample lists, one with double opt-in. */
export function createSampleEngage(): EngageAdapterOptions {
  const { fetch } = createEngageFake({
    ...keys,
    lists: [
      {
        id: 'recap',
        title: 'Weekly recap',
        description: 'What happened in your projects, every Monday.',
      },
      { id: 'news', title: 'Product news', description: 'New features, about once a month.' },
      {
        id: 'early-features',
        title: 'Early features',
        description: 'Try new things a few weeks before everyone else.',
        double_optin: true,
      },
    ],
  })
  return { ...keys, fetch }
}
