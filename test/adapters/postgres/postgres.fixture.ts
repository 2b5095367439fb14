import { PGlite } from '@electric-sql/pglite'
import { afterAll, beforeAll } from 'vitest'
import {
  createPostgresAdapter,
  type PostgresAdapterOptions,
} from '../../../src/adapters/postgres/postgres.js'
import { createAdminClient } from '../../../src/core/adminClient.js'

/** The engine of a test file, because a start takes seconds. Each test has its own schema. */
const shared = new PGlite()
let count = 0
beforeAll(() => shared.waitReady, 60_000)
afterAll(() => shared.close())

export const engine = (): PGlite => shared

export const freshSchema = (): string => `test_${(count += 1)}`

/** Opens an adapter with a new schema, and records its statements. */
export function openPostgres(options: Partial<PostgresAdapterOptions> = {}) {
  const sent: { text: string; params: readonly string[] }[] = []
  const schema = options.schema ?? freshSchema()
  const adapter = createPostgresAdapter({
    query(text, params) {
      sent.push({ text, params })
      return engine().query(text, params)
    },
    ...options,
    schema,
  })
  return { adapter, client: createAdminClient(adapter), sent, schema }
}
