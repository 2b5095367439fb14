import { expect } from 'vitest'

/** Asks again until it is so; a busy machine may take its time. */
// oxlint-disable-next-line vitest/require-awaited-expect-poll -- whoever calls it awaits it
export const expectSoon = <T>(read: () => T | Promise<T>) => expect.poll(read, { timeout: 5000 })
