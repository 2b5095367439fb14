import type { UserAdapter } from '../core/adapter.js'
import { openPostgresTarget } from './postgresTarget.js'

/** The values of the variables that a target names. */
export type Secrets = Readonly<Record<string, string>>

export interface Opened {
  readonly adapter: UserAdapter
  readonly close?: (() => Promise<void>) | undefined
}

/** Where users can go. Keys come by environment only: a shell keeps the arguments of its commands. */
export interface Target {
  readonly needs: readonly string[]
  readonly takes?: readonly string[] | undefined
  /**
   * In a dry run nothing is asked of the adapter but its rules.
   * @throws UsageError
   */
  readonly open: (secrets: Secrets, folder: string, isDryRun: boolean) => Promise<Opened>
}

export type Targets = Readonly<Record<string, Target>>

/** Each adapter is loaded only where it is asked for. */
export const knownTargets: Targets = {
  knock: {
    needs: ['KNOCK_API_KEY'],
    async open({ KNOCK_API_KEY: apiKey = '' }) {
      const { createKnockAdapter } = await import('../adapters/knock/knock.js')
      return { adapter: createKnockAdapter({ apiKey }) }
    },
  },
  trophy: {
    needs: ['TROPHY_API_KEY'],
    takes: ['TROPHY_TENANT_ID'],
    async open({ TROPHY_API_KEY: apiKey = '', TROPHY_TENANT_ID: tenantId }) {
      const { createTrophyAdapter } = await import('../adapters/trophy/trophy.js')
      return { adapter: createTrophyAdapter({ apiKey, tenantId }) }
    },
  },
  notiflows: {
    needs: ['NOTIFLOWS_PUBLIC_KEY', 'NOTIFLOWS_SECRET_KEY'],
    takes: ['NOTIFLOWS_ADMIN_PATH'],
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
    needs: ['ENGAGE_PUBLIC_KEY', 'ENGAGE_SECRET_KEY'],
    async open({ ENGAGE_PUBLIC_KEY: publicKey = '', ENGAGE_SECRET_KEY: secretKey = '' }) {
      const { createEngageAdapter } = await import('../adapters/engage/engage.js')
      return { adapter: createEngageAdapter({ publicKey, secretKey }) }
    },
  },
  postgres: {
    needs: ['DATABASE_URL'],
    takes: ['IDENTIKIT_SCHEMA'],
    open: openPostgresTarget,
  },
}
