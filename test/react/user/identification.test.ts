import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createMemoryAdapter } from '../../../src/adapters/memory/memory.js'
import { createUserClient } from '../../../src/core/client.js'
import { createIdentification } from '../../../src/react/user/identification.js'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** What two providers over one cache have, one after the other. */
function open() {
  const queryClient = new QueryClient()
  const of = (id: string) => {
    const adapter = createMemoryAdapter({ id })
    adapter.faults.latency = 50
    const client = createUserClient(adapter)
    const hear = { onSaved: () => {}, onError: () => {} }
    return createIdentification({ queryClient, client: () => client, ...hear })
  }
  return { before: of('one'), after: of('one'), elsewhere: of('two') }
}

/** Whether a read may go out by now. */
async function isFree(reading: Promise<void>): Promise<boolean> {
  const free = vi.fn()
  void reading.then(free)
  await vi.advanceTimersByTimeAsync(0)
  return free.mock.calls.length > 0
}

it('beginSignUp: delays reads of other users, not of the signed-in one, until it ends', async () => {
  const { before, after, elsewhere } = open()
  const arrived = before.beginSignUp('ada')
  const reading = after.whenIdentified('user_new')
  expect(await isFree(reading)).toBe(false)
  expect(await isFree(after.whenIdentified('ada'))).toBe(true)
  expect(await isFree(elsewhere.whenIdentified('user_new'))).toBe(true)
  arrived()
  expect(await isFree(reading)).toBe(true)
  expect(await isFree(after.whenIdentified('user_new'))).toBe(true)
})

it('beginSignUp: delays reads for at most 10 s', async () => {
  const { before, after } = open()
  before.beginSignUp(undefined)
  const reading = after.whenIdentified('user_new')
  await vi.advanceTimersByTimeAsync(9999)
  expect(await isFree(reading)).toBe(false)
  await vi.advanceTimersByTimeAsync(1)
  expect(await isFree(reading)).toBe(true)
})

it('whenIdentified: waits for identify calls that are pending when a sign-up ends', async () => {
  const { before, after } = open()
  vi.stubGlobal('addEventListener', () => {})
  const arrived = before.beginSignUp(undefined)
  const reading = after.whenIdentified('user_new')
  const identifying = before.identify('user_new', { name: 'Ada' })
  arrived()
  expect(await isFree(reading)).toBe(false)
  await vi.advanceTimersByTimeAsync(50)
  expect(await identifying).toEqual({ status: 'saved' })
  expect(await isFree(reading)).toBe(true)
  vi.unstubAllGlobals()
})
