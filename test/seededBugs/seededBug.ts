/** A bug as a patch of one place in the sources. */
export interface SeededBug {
  readonly file: string
  readonly find: string
  readonly replace: string
  /** The test file that must fail. */
  readonly test: string
}

/** Bugs by name. */
export type SeededBugs = Readonly<Record<string, SeededBug>>
