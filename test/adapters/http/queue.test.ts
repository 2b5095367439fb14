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
})
