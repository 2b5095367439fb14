import { afterAll, beforeAll, expect, it } from 'vitest'
import { createPostgresAdapter } from '../../../src/adapters/postgres/postgres.js'
import { createAdminClient, type AdminClient } from '../../../src/core/adminClient.js'
import { toIdentikitError } from '../../../src/core/errors.js'
import type { Traits } from '../../../src/core/user/traits.js'
import { range } from './load.js'
import { openPostgresServer, type PostgresServer } from './postgresServer.js'

let server: PostgresServer
beforeAll(async () => {
  server = await openPostgresServer()
})
afterAll(() => server.stop())

const userCount = 10

/** A writer that counts up a trait of its own and turns a switch of its own on and off. */
interface Writer {
  readonly id: string
  readonly key: string
  /** The last number that was sent. */
  sent: number
  /** The last number whose write was answered. */
  answered: number
}

/** Sends the next number, or repeats the last one if its outcome is unknown. Returns the traits of the answer. */
async function write({ users, preferences }: AdminClient, writer: Writer): Promise<Traits> {
  const { id, key } = writer
  if (writer.sent === writer.answered) writer.sent += 1
  const { sent } = writer
  const options = { order: { writer: key, seq: sent } }
  await preferences.update(id, { type: 'count', channel: key, enabled: sent % 2 === 1 }, options)
  const { traits } = await users.update(id, { traits: { [key]: sent } }, options)
  writer.answered = sent
  return traits
}

it(
  'a crash loses no answered write, and no answer has more than is stored',
  { timeout: 300_000 },
  async () => {
    const pool = server.openPool(20)
    const adapter = createPostgresAdapter({ query: (text, params) => pool.query(text, params) })
    const client = createAdminClient(adapter)
    const ids = range(userCount).map((index) => `user ${index}`)
    for (const id of ids) await client.users.create(id, {})
    const writers = range(40).map<Writer>((index) => ({
      id: ids[index % userCount] ?? '',
      key: `writer ${index}`,
      sent: 0,
      answered: 0,
    }))
    /** The highest number of each writer in any answer. */
    const shown: Record<string, number> = {}
    const codes = new Set<string>()

    async function writeUntilCrash(writer: Writer): Promise<void> {
      try {
        for (;;) {
          const traits = await write(client, writer)
          for (const [key, value] of Object.entries(traits)) {
            shown[key] = Math.max(shown[key] ?? 0, Number(value))
          }
        }
      } catch (error) {
        codes.add(toIdentikitError(error).code)
      }
    }

    for (const _ of range(4)) {
      const before = writers.reduce((sum, { answered }) => sum + answered, 0)
      const crashed = Promise.all(writers.map(writeUntilCrash))
      const count = () => writers.reduce((sum, { answered }) => sum + answered, 0) - before
      while (count() < 400) {
        await new Promise<void>((resolve) => {
          setTimeout(resolve, 5)
        })
      }
      await server.kill()
      await crashed
      await server.start()
      for (const { id, key, sent, answered } of writers) {
        const stored = Number((await client.users.get(id)).traits[key] ?? 0)
        expect(stored).toBeGreaterThanOrEqual(answered)
        expect(stored).toBeLessThanOrEqual(sent)
        expect(shown[key] ?? 0).toBeLessThanOrEqual(stored)
        const { types } = await client.preferences.get(id)
        const state = types[0]?.channels[key]?.state
        const possible = [answered, sent].map((number) => (number % 2 === 1 ? 'on' : 'off'))
        expect(possible).toContain(state)
      }
    }
    expect([...codes]).toEqual(['network'])

    // Each repeats the write whose outcome it doesn't know.
    for (const writer of writers) await write(client, writer)
    for (const id of ids) {
      const { traits } = await client.users.get(id)
      const own = writers.filter((writer) => writer.id === id)
      expect(traits).toEqual(Object.fromEntries(own.map(({ key, sent }) => [key, sent])))
    }
    const { rows } = await pool.query<{ repeated: number }>(
      `select count(*)::int as repeated from (select from identikit_history
    where member = 'users.update' group by user_id, change having count(*) > 1) as r`,
    )
    expect(rows).toEqual([{ repeated: 0 }])
    await pool.end()
  },
)
