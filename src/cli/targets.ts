import { openPostgresTarget } from './openPostgresTarget.js'
import type { Targets } from './target.js'

/** The services of the kit. An adapter is loaded only when its target is used. */
export const knownTargets: Targets = {
  knock: {
    required: ['KNOCK_API_KEY'],
    async open({ KNOCK_API_KEY: apiKey = '' }) {
      const { createKnockAdapter } = await import('../adapters/knock/knock.js')
      return { adapter: createKnockAdapter({ apiKey }) }
    },
  },
  novu: {
    required: ['NOVU_SECRET_KEY'],
    optional: ['NOVU_URL'],
    async open({ NOVU_SECRET_KEY: secretKey = '', NOVU_URL: baseUrl }) {
      const { createNovuAdapter } = await import('../adapters/novu/novu.js')
      return { adapter: createNovuAdapter({ secretKey, baseUrl }) }
    },
  },
  trophy: {
    required: ['TROPHY_API_KEY'],
    optional: ['TROPHY_TENANT_ID'],
    async open({ TROPHY_API_KEY: apiKey = '', TROPHY_TENANT_ID: tenantId }) {
      const { createTrophyAdapter } = await import('../adapters/trophy/trophy.js')
      return { adapter: createTrophyAdapter({ apiKey, tenantId }) }
    },
  },
  notiflows: {
    required: ['NOTIFLOWS_PUBLIC_KEY', 'NOTIFLOWS_SECRET_KEY'],
    optional: ['NOTIFLOWS_ADMIN_PATH'],
    async open({
      NOTIFLOWS_PUBLIC_KEY: publicKey = '',
      NOTIFLOWS_SECRET_KEY: secretKey = '',
      NOTIFLOWS_ADMIN_PATH: admin,
    }) {
      const { createNotiflowsAdapter } = await import('../adapters/notiflows/notiflows.js')
      return { adapter: createNotiflowsAdapter({ publicKey, secretKey, paths: { admin } }) }
    },
  },
  engage: {
    required: ['ENGAGE_PUBLIC_KEY', 'ENGAGE_SECRET_KEY'],
    async open({ ENGAGE_PUBLIC_KEY: publicKey = '', ENGAGE_SECRET_KEY: secretKey = '' }) {
      const { createEngageAdapter } = await import('../adapters/engage/engage.js')
      return { adapter: createEngageAdapter({ publicKey, secretKey }) }
    },
  },
  courier: {
    required: ['COURIER_API_KEY'],
    optional: ['COURIER_BASE_URL'],
    async open({ COURIER_API_KEY: apiKey = '', COURIER_BASE_URL: baseUrl }) {
      const { createCourierAdapter } = await import('../adapters/courier/courier.js')
      return { adapter: createCourierAdapter({ apiKey, baseUrl }) }
    },
  },
  onesignal: {
    required: ['ONESIGNAL_APP_ID', 'ONESIGNAL_API_KEY'],
    optional: ['ONESIGNAL_URL'],
    async open({
      ONESIGNAL_APP_ID: appId = '',
      ONESIGNAL_API_KEY: apiKey = '',
      ONESIGNAL_URL: baseUrl,
    }) {
      const { createOneSignalAdapter } = await import('../adapters/onesignal/onesignal.js')
      return { adapter: createOneSignalAdapter({ appId, apiKey, baseUrl }) }
    },
  },
  postgres: {
    required: ['DATABASE_URL'],
    optional: ['IDENTIKIT_SCHEMA'],
    open: openPostgresTarget,
  },
}
