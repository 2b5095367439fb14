import type { Writable } from 'node:stream'
import type { Targets } from './target.js'

/** The part of the process that a command uses. */
export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>
  /** The folder of the host's project, with its packages. */
  readonly cwd: string
  readonly stdout: Writable
  readonly stderr: Writable & {
    readonly isTTY?: boolean | undefined
    readonly columns?: number | undefined
  }
  /** Calls the listener at each Ctrl-C. */
  onInterrupt(listener: () => void): void
  /** @default the services of the kit */
  readonly targets?: Targets | undefined
}

/** An error in the command or its file. Nothing was done. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** Writes a text and waits until the stream has written it, or is closed. */
export async function print(stream: Writable, text: string): Promise<void> {
  await new Promise<void>((resolve) => stream.write(text, () => resolve()))
}

/** Formats a count for people. */
export const formatCount = (number: number): string => number.toLocaleString('en')
