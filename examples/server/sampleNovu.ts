import type { NovuAdapterOptions } from 'identikit/adapters/novu'
import { createNovuFake } from '../../test/adapters/novu/novu.fake.js'

const secretKey = 'novu-sample-key'

/** A local stand-in for Novu with sample workflows, of which one is critical. */
export function createSampleNovu(): NovuAdapterOptions {
  const { fetch } = createNovuFake({
    secretKey,
    workflows: [
      {
        identifier: 'new-comment',
        name: 'Comments and mentions',
        channels: { email: true, push: true, in_app: true },
      },
      {
        identifier: 'assignments',
        name: 'Assignments',
        channels: { email: true, push: false, in_app: true },
      },
      { identifier: 'weekly-recap', name: 'Weekly recap', channels: { email: true, push: false } },
      {
        identifier: 'security',
        name: 'Security alerts',
        channels: { email: true, push: true },
        critical: true,
      },
    ],
  })
  return { secretKey, fetch }
}
