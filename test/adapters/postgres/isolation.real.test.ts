import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPostgresAdapter } from '../../../src/adapters/postgres/postgres.js'
import { createAdminClient, type AdminClient } from '../../../src/core/adminClient.js'
import * as load from './load.js'
import { isolationLevels, openPostgresServer, type PostgresServer } from './postgresServer.js'

let server: PostgresServer
beforeAll(async () => {
  server = await openPostgresServer()
})
afterAll(() => server.stop())

let lastSchema = 0

/** Opens clients that share new tables but no state, as processes do. */
async function openClients(
  connections: number,
  level: (typeof isolationLevels)[number],
  count: number,
  test: (clients: readonly AdminClient[]) => Promise<void>,
): Promise<void> {
  const pool = server.openPool(connections, level)
  const schema = `schema_${(lastSchema += 1)}`
  const query = (text: string, params: string[]) => pool.query(text, params)
  await test(
    load.range(count).map(() => createAdminClient(createPostgresAdapter({ query, schema }))),
  )
  await pool.end()
}

const cases = isolationLevels.flatMap((level) =>
  [5, 20, 50].map((connections) => ({ level, connections })),
)

describe.each(cases)('postgres at $level, $connections connections', ({ level, connections }) => {
  const open = (count: number, test: (clients: readonly AdminClient[]) => Promise<void>) =>
    openClients(connections, level, count, test)

  it('migrates once if many processes start at the same time', async () => {
    await open(20, async (clients) => {
      const tasks = clients.map((client, index) => () => client.users.create(`user ${index}`, {}))
      expect(await load.runTasks(connections, tasks)).toEqual({ saved: 20 })
    })
  })

  it('different users never fail', { timeout: 120_000 }, async () => {
    await open(2, async ([first, second]) => {
      if (!first || !second) return
      expect(await load.runTasks(connections, load.createUserTasks(first, 100))).toEqual({
        saved: 100,
      })
      const tasks = load.createUserTasks(second, 100)
      expect(await load.runTasks(connections, tasks)).toEqual({ saved: 100 })
      const { types } = await first.preferences.get('user 99')
      expect(types.map(({ id }) => id)).toEqual(['news', 'offers'])
    })
  })

  it('fifty writers of one user never fail', { timeout: 120_000 }, async () => {
    await open(4, async (clients) => {
      await clients[0]?.users.create('ada', {})
      const tasks = load.createOneUserTasks(clients, 'ada', 50)
      expect(await load.runTasks(50, tasks)).toEqual({ saved: 50 })
    })
  })

  it('merges and writes of the same users never fail', { timeout: 120_000 }, async () => {
    await open(1, async ([client]) => {
      if (!client) return
      await load.createGuests(client, 240)
      const tasks = load.createMergeTasks(client, 240)
      expect(await load.runTasks(connections, tasks)).toEqual({ saved: 240 })
      const { users } = await client.users.list()
      expect(users.map(({ id }) => id)).toEqual(load.members)
      const types = new Set<string>()
      for (const member of load.members) {
        const preferences = await client.preferences.get(member)
        for (const { id } of preferences.types) types.add(id)
      }
      expect(types.size).toBe(243)
    })
  })
})
