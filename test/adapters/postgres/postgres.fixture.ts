import { PGlite } from '@electric-sql/pglite'
import {
  createPostgresAdapter,
  type PostgresAdapterOptions,
} from '../../../src/adapters/postgres/postgres.js'
import { createAdminClient } from '../../../src/core/adminClient.js'

/** One engine per worker, because a start takes seconds. It ends with the worker. Each test has its own schema. */
const shared = new PGlite()
let count = 0

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
