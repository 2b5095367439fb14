import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { PostgresQuery } from '../../src/adapters/postgres/postgres.js'

interface Answer {
  readonly id: number
  readonly rows?: readonly unknown[]
  readonly error?: Error
}

/** Opens one Postgres for all trials, in a worker. */
export async function openDatabase(): Promise<{ readonly query: PostgresQuery }> {
  const worker = new Worker(new URL('./database.worker.mjs', import.meta.url))
  await once(worker, 'message')
  const pending = new Map<number, (answer: Answer) => void>()
  let lastId = 0
  worker.on('message', (answer: Answer) => {
    pending.get(answer.id)?.(answer)
    pending.delete(answer.id)
  })
  return {
    async query(text, params) {
      const id = ++lastId
      const { rows = [], error } = await new Promise<Answer>((resolve) => {
        pending.set(id, resolve)
        worker.postMessage({ id, text, params })
      })
      if (error) throw error
      return { rows }
    },
  }
}
