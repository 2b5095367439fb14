import type { UserAdapter } from '../core/adapter.js'

/** The values of a target's environment variables. */
export type Secrets = Readonly<Record<string, string>>

/** An adapter that is ready for an import. */
export interface OpenTarget {
  readonly adapter: UserAdapter
  readonly close?: (() => Promise<void>) | undefined
}

/** A service that users can be imported into. Keys come from the environment, since a shell stores arguments in its history. */
export interface Target {
  /** Names of required environment variables. */
  readonly required: readonly string[]
  /** Names of optional environment variables. */
  readonly optional?: readonly string[] | undefined
  /**
   * Creates the adapter. A dry run uses only its rules and makes no request.
   * @throws UsageError if a variable or a package is wrong
   */
  readonly open: (secrets: Secrets, cwd: string, isDryRun: boolean) => Promise<OpenTarget>
}

/** Targets by the name that `--to` takes. */
export type Targets = Readonly<Record<string, Target>>
