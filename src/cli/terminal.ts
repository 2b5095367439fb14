import type { Writable } from 'node:stream'
import type { Targets } from './target.js'

/** What a command sees of the process it runs in. */
export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>
  /** Where packages of the project are looked for. */
  readonly folder: string
  readonly stdout: Writable
  readonly stderr: Writable & {
    readonly isTTY?: boolean | undefined
    readonly columns?: number | undefined
  }
  /** Calls it at each Ctrl-C. */
  onInterrupt(listener: () => void): void
  /** @default all that the kit knows */
  readonly targets?: Targets | undefined
}

/** Nothing was done, since the command or what it was given is wrong. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** Waits where the reader is slower, so that a long output needs no memory. */
export async function print(stream: Writable, text: string): Promise<void> {
  if (stream.write(text) || stream.destroyed) return
  await new Promise<void>((resolve) => {
    const leave = () => {
      stream.off('drain', leave).off('close', leave)
      resolve()
    }
    // Nothing drains where the reader left.
    stream.on('drain', leave).on('close', leave)
  })
}

export const count = (number: number): string => number.toLocaleString('en')
