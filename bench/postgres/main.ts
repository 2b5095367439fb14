import { openPostgresServer } from '../../test/adapters/postgres/postgresServer.js'
import { median } from '../shared/median.mjs'
import { compareChoices, compareUsers, type Comparison } from './comparisons.js'
import { openDatabase, type CpuTime, type Database } from './database.js'

interface Settings {
  /** The numbers of stored users, ascending. */
  readonly sizes: readonly number[]
  readonly rounds: number
}

const typeCounts = [12, 150, 500]
/** Rounds that don't count. */
const warmups = 10
const title = '| | CPU in the database, µs | bare SQL | ratio | limit | ratio with Node |'
const line = '| --- | ---: | ---: | ---: | ---: | ---: |'

/** Prints the tables, and returns the code to exit with. */
export async function main({ sizes, rounds }: Settings): Promise<number> {
  const server = await openPostgresServer({ fsync: 'off', shared_buffers: '512MB' })
  const pool = server.openPool(1)
  const database = await openDatabase(pool)
  const failed: string[] = []
  /** Runs are numbered throughout, so that no two save the same. */
  let nextRun = 0

  async function compare(heading: string, comparisons: readonly Comparison[]): Promise<void> {
    for (const { name, limit, count, ...calls } of comparisons) {
      const ours: CpuTime[] = []
      const bare: CpuTime[] = []
      // The first rounds compile the code and plan the statements.
      for (let round = -warmups; round < rounds; round += 1) {
        const run = (nextRun += 1)
        const costs = [
          await measure(database, () => calls.ours(run)),
          await measure(database, () => calls.bare(run)),
        ] as const
        if (round < 0) continue
        ours.push(costs[0])
        bare.push(costs[1])
      }
      const toCost = (times: readonly CpuTime[]) =>
        median(times.map((time) => time.database)) / count
      const ratio = getRatio(ours, bare, (time) => time.database)
      const total = getRatio(ours, bare, (time) => time.database + time.node)
      const cells = [
        `${name}, ${heading}`,
        toCost(ours).toFixed(1),
        toCost(bare).toFixed(1),
        ratio.toFixed(2),
        limit ?? '',
        total.toFixed(2),
      ]
      process.stdout.write(`| ${cells.join(' | ')} |\n`)
      if (limit !== undefined && ratio > limit) failed.push(`${name}, ${heading}`)
    }
  }

  process.stdout.write(`${title}\n${line}\n`)
  let stored = 0
  for (const size of sizes) {
    await database.fill(stored, size)
    stored = size
    await compare(`${size.toLocaleString('en')} stored`, compareUsers(database, size))
  }
  for (const types of typeCounts) {
    const id = `person with ${types} types`
    await database.client.users.create(id, {})
    await database.query('insert into bare.identikit_users (id) values ($1)', [id])
    await database.choose(id, types)
    await database.query('vacuum analyze')
    const heading = `${(types * 3).toLocaleString('en')} choices`
    await compare(heading, compareChoices(database, id, types))
  }
  await pool.end()
  await server.stop()
  for (const name of failed) process.stderr.write(`bench: above its limit: ${name}.\n`)
  return failed.length > 0 ? 1 : 0
}

async function measure({ readCpu }: Database, call: () => Promise<unknown>): Promise<CpuTime> {
  const before = readCpu()
  await call()
  const after = readCpu()
  return { database: after.database - before.database, node: after.node - before.node }
}

function getRatio(
  ours: readonly CpuTime[],
  bare: readonly CpuTime[],
  toCost: (time: CpuTime) => number,
): number {
  return median(ours.map(toCost)) / median(bare.map(toCost))
}
