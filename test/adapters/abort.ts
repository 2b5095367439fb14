import { AsyncLocalStorage } from 'node:async_hooks'
import { describe, expect, it } from 'vitest'
import type { UserAdapter } from '../../src/core/adapter.js'
import { createAdminClient, type AdminClient } from '../../src/core/adminClient.js'
import type { RequestOptions } from '../../src/core/requestOptions.js'

/** Options of {@link testAborts}. */
export interface AbortOptions {
  /** Creates an adapter whose requests go to a fake through the given fetch wrapper. */
  readonly open: (
    wrapFetch: (send: typeof fetch) => typeof fetch,
  ) => UserAdapter | Promise<UserAdapter>
  /** All calls of the adapter by name. */
  readonly calls: Readonly<Record<string, (client: AdminClient) => Promise<unknown>>>
}

/** The members whose options are their first, and their second argument; those of the others are the third. */
const first = ['list']
const second = ['get', 'delete', 'merge', 'identifyMany', 'reset', 'info']

/** Returns a client that passes these options to every call. */
export function withOptions(client: AdminClient, options: RequestOptions): AdminClient {
  const add =
    (name: string, method: (...args: unknown[]) => unknown) =>
    (...args: unknown[]): unknown => {
      const index = first.includes(name) ? 0 : second.includes(name) ? 1 : 2
      const all = [...args, undefined, undefined].slice(0, index)
      return method(...all, { ...(args[index] as object | undefined), ...options })
    }
  const wrap = <Part extends object>(part: Part): Part =>
    new Proxy(part, {
      get(target, key): unknown {
        const value: unknown = Reflect.get(target, key)
        if (typeof value === 'function') return add(String(key), value as never)
        return typeof value === 'object' && value ? wrap(value) : value
      },
    })
  return wrap(client)
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 5))

/** Tests that a call sends nothing after its abort: between its requests, and while it waits for another call. */
export function testAborts(name: string, { open, calls }: AbortOptions): void {
  /** Runs a call that aborts at a request, before or after its response, and counts the requests after the abort. */
  async function run(
    call: (client: AdminClient) => Promise<unknown>,
    at: number,
    isAfter: boolean,
  ) {
    const controller = new AbortController()
    let sent = 0
    let late = 0
    const adapter = await open((send) => async (input, init) => {
      if (controller.signal.aborted) late += 1
      const index = sent
      sent += 1
      if (index === at && !isAfter) controller.abort()
      const response = await send(input, init)
      if (index === at) controller.abort()
      return response
    })
    const client = withOptions(createAdminClient(adapter), { signal: controller.signal })
    const [result] = await Promise.allSettled([call(client)])
    await settle()
    return { sent, late, result }
  }

  describe(`${name} with aborts`, () => {
    it.each(Object.entries(calls))('sends nothing after an abort: %s', async (_, call) => {
      const { sent } = await run(call, -1, false)
      for (let at = 0; at < sent; at += 1) {
        for (const isAfter of [false, true]) {
          const { late, result } = await run(call, at, isAfter)
          expect([at, isAfter, late]).toEqual([at, isAfter, 0])
          expect(result.status === 'rejected' || at === sent - 1).toBe(true)
        }
      }
    })

    it.each(Object.entries(calls))(
      'never starts after an abort in a queue: %s',
      async (_, call) => {
        const caller = new AsyncLocalStorage<string>()
        const controller = new AbortController()
        let late = 0
        let release = (): void => {}
        const gate = new Promise<void>((resolve) => (release = resolve))
        const adapter = await open((send) => async (input, init) => {
          if (caller.getStore() === 'second' && controller.signal.aborted) late += 1
          await gate
          return send(input, init)
        })
        const client = createAdminClient(adapter)
        const aborted = withOptions(client, { signal: controller.signal })
        const running = [
          caller.run('first', () => call(client)),
          caller.run('second', () => call(aborted)),
        ]
        const settled = Promise.allSettled(running)
        await settle()
        controller.abort()
        release()
        await settled
        await settle()
        expect(late).toBe(0)
      },
    )
  })
}
