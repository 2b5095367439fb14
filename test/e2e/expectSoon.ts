import { expect } from 'vitest'

/** Polls until the expectation holds. */
// oxlint-disable-next-line vitest/require-awaited-expect-poll -- the caller awaits it
export const expectSoon = <T>(read: () => T | Promise<T>) => expect.poll(read, { timeout: 5000 })
