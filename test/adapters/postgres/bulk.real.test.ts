import { afterAll, beforeAll, expect, it } from 'vitest'
import { createPostgresAdapter } from '../../../src/adapters/postgres/postgres.js'
import { createAdminClient } from '../../../src/core/adminClient.js'
import * as load from './load.js'
import { isolationLevels, openPostgresServer, type PostgresServer } from './postgresServer.js'

let server: PostgresServer
beforeAll(async () => {
  server = await openPostgresServer()
})
afterAll(() => server.stop())

it.each(isolationLevels)(
  'identifyMany at %s: loses nothing of writes of the same users at the same time',
  { timeout: 120_000 },
  async (level) => {
    const schema = level.replace(' ', '_')
    const pool = server.openPool(8, level)
    const query = (text: string, params: string[]) => pool.query(text, params)
    const client = createAdminClient(createPostgresAdapter({ query, schema }))
    const ids = load.range(60).map((index) => `user ${index}`)
    // Half of the users exist, and each task saves a trait of its own.
    await client.users.identifyMany(ids.filter((_, index) => index % 2 === 0).map((id) => ({ id })))
    const isSaved = (task: number, index: number) =>
      task % 4 > 0 ? (index + task) % 3 > 0 : index >= task && index < task + 9
    const tasks = load.range(40).map((task) => async () => {
      const traits = { [`task ${task}`]: { done: true } }
      const some = ids.filter((_, index) => isSaved(task, index))
      if (task % 2) some.reverse()
      if (task % 4 === 0) {
        for (const id of some) await client.users.identify(id, { traits })
        return
      }
      const { failed } = await client.users.identifyMany(some.map((id) => ({ id, traits })))
      if (failed[0]) throw failed[0].error
    })
    expect(await load.runTasks(8, tasks)).toEqual({ saved: 40 })
    for (const [index, id] of ids.entries()) {
      const expected = load.range(40).filter((task) => isSaved(task, index))
      const { traits } = await client.users.get(id)
      expect(Object.keys(traits).sort()).toEqual(expected.map((task) => `task ${task}`).sort())
    }
    await pool.end()
  },
)
