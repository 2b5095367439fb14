import type { UserAdapter } from '../core/adapter.js'

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
