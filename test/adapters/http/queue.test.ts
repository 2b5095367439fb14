import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createQueue } from '../../../src/adapters/http/queue.js'

describe('createQueue', () => {
  it('runs tasks with the same key one after the other, also after a failure', async () => {
    const queue = createQueue()
    const events: string[] = []
    const run =
      (name: string, fails = false) =>
      async () => {
        events.push(`${name} starts`)
        await Promise.resolve()
        events.push(`${name} ends`)
        if (fails) throw new Error(name)
        return name
      }
    const first = queue('a', undefined, run('first', true))
    const second = queue('a', undefined, run('second'))
    await expect(first).rejects.toThrow('first')
    expect(await second).toBe('second')
    expect(events).toEqual(['first starts', 'first ends', 'second starts', 'second ends'])
  })

  it('runs tasks with different keys in parallel', async () => {
    const queue = createQueue()
    void queue('a', undefined, () => new Promise(() => {}))
    expect(await queue('b', undefined, () => Promise.resolve('done'))).toBe('done')
  })

  it('ends the wait of an aborted task and keeps the order of the others', async () => {
    const queue = createQueue()
    let release = (): void => {}
    const first = queue('a', undefined, () => new Promise<void>((resolve) => (release = resolve)))
    const controller = new AbortController()
    const second = queue('a', controller.signal, () => Promise.resolve('second'))
    const third = queue('a', undefined, () => Promise.resolve('third'))
    controller.abort(new Error('canceled'))
    await expect(second).rejects.toThrow('canceled')
    release()
    await first
    expect(await third).toBe('third')
  })
  it('never starts a task that was aborted while it waited', async () => {
    const queue = createQueue()
    let release = (): void => {}
    const first = queue('a', undefined, () => new Promise<void>((resolve) => (release = resolve)))
    const controller = new AbortController()
    const started: string[] = []
    const second = queue('a', controller.signal, async () => started.push('second'))
    const third = queue('a', AbortSignal.abort(), async () => started.push('third'))
    controller.abort()
    await expect(second).rejects.toMatchObject({ name: 'AbortError' })
    await expect(third).rejects.toMatchObject({ name: 'AbortError' })
    release()
    await first
    await queue('a', undefined, async () => started.push('fourth'))
    expect(started).toEqual(['fourth'])
  })

  it('starts no task after its abort, one of a key at a time, in any order of events', async () => {
    const task = fc.record({
      key: fc.constantFrom('a', 'b'),
      isAborted: fc.boolean(),
      fails: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(task, { maxLength: 8 }),
        fc.scheduler(),
        async (tasks, scheduler) => {
          const queue = createQueue()
          const violations: string[] = []
          const running = new Set<string>()
          const starts = new Map<string, number[]>()
          const results = tasks.map(({ key, isAborted, fails }, index) => {
            const controller = new AbortController()
            if (isAborted)
              void scheduler
                .schedule(Promise.resolve(), `abort ${index}`)
                .then(() => controller.abort())
            return queue(key, controller.signal, async () => {
              if (controller.signal.aborted) violations.push(`${index} starts after its abort`)
              if (running.has(key)) violations.push(`${index} starts beside another`)
              running.add(key)
              starts.set(key, [...(starts.get(key) ?? []), index])
              await scheduler.schedule(Promise.resolve(), `run ${index}`)
              running.delete(key)
              if (fails) throw new Error('failed')
              return index
            })
          })
          const settled = Promise.allSettled(results)
          await scheduler.waitFor(settled)
          const outcomes = (await settled).map((result) =>
            result.status === 'fulfilled' ? result.value : nameOf(result.reason),
          )
          const isExpected = (outcome: unknown, index: number) =>
            [index, 'failed', 'AbortError'].includes(outcome as string)
          expect(outcomes.every(isExpected)).toBe(true)
          expect(violations).toEqual([])
          // The tasks that started did so in the order of their calls.
          for (const order of starts.values())
            expect(order).toEqual([...order].sort((a, b) => a - b))
        },
      ),
      { numRuns: 300 },
    )
  })
})

const nameOf = (error: Error) => (error.name === 'AbortError' ? error.name : error.message)
