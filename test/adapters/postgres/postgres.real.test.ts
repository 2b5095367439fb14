import type { Pool } from 'pg'
import { afterAll, beforeAll } from 'vitest'
import { testWholeMerge } from '../conformance/conformance.merge.js'
import { testAdapter } from '../conformance/conformance.js'
import { createTarget } from './conformanceTarget.js'
import { openPostgresServer, type PostgresServer } from './postgresServer.js'

let server: PostgresServer
let pool: Pool
beforeAll(async () => {
  server = await openPostgresServer()
  pool = server.openPool(4)
})
afterAll(async () => {
  await pool.end()
  await server.stop()
})

const target = createTarget('conformance', (text, params) => pool.query(text, params))

testAdapter('postgres on a real server', target)
testWholeMerge('postgres on a real server', target)
