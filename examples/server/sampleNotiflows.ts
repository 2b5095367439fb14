import type { NotiflowsAdapterOptions } from 'identikit/adapters/notiflows'
import { createNotiflowsFake } from '../../test/adapters/notiflows/notiflows.fake.js'

const keys = { publicKey: 'pk_sample', secretKey: 'sk_sample' }

/** A local stand-in for Notiflows with sample notiflows, one turned on by default, and global channel switches. */
export function createSampleNotiflows(): NotiflowsAdapterOptions {
  const { fetch } = createNotiflowsFake({
    ...keys,
    preferences: {
      channel_types: { email: true, mobile_push: true, in_app: true },
      notiflows: {
        comments: {
          name: 'Comments and mentions',
          enabled: true,
          channel_types: { email: true, mobile_push: true, in_app: true },
        },
        assignments: {
          name: 'Assignments',
          channel_types: { email: true, mobile_push: false, in_app: true },
        },
        'weekly-recap': { name: 'Weekly recap', channel_types: { email: true } },
      },
    },
  })
  return { ...keys, fetch }
}
