// @ts-check
/** `npm run bench:postgres`: compares the CPU time of the Postgres adapter with bare SQL; exits 1 above a limit. */
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { runnerImport } from 'vite'

const { values } = parseArgs({
  options: {
    users: { type: 'string', default: '10000,100000,1000000' },
    rounds: { type: 'string', default: '15' },
  },
})

process.env['NODE_ENV'] = 'production'
const entry = fileURLToPath(new URL('./postgres/main.ts', import.meta.url))
const { module } = await runnerImport(entry)
const sizes = values.users.split(',').map(Number)
process.exit(await module.main({ sizes, rounds: Number(values.rounds) }))
