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
  /** @throws UsageError */
  readonly open: (secrets: Secrets, folder: string) => Promise<Opened>
}

export type Targets = Readonly<Record<string, Target>>

/** Each adapter is loaded only where it is asked for. */
export const knownTargets: Targets = {
  postgres: {
    needs: ['DATABASE_URL'],
    takes: ['IDENTIKIT_SCHEMA'],
    open: openPostgresTarget,
  },
}
