import { PGlite } from '@electric-sql/pglite'
import { afterAll, beforeAll } from 'vitest'
import {
  createPostgresAdapter,
  type PostgresAdapterOptions,
} from '../../../src/adapters/postgres/postgres.js'
import { createAdminClient } from '../../../src/core/adminClient.js'

/** Starting one takes seconds, so a file of tests shares it and each test has its own schema. */
const shared = new PGlite()
let count = 0
beforeAll(() => shared.waitReady, 60_000)
afterAll(() => shared.close())

export const engine = (): PGlite => shared

export const freshSchema = (): string => `test_${(count += 1)}`

/** An adapter over a schema of its own, and what it sent. */
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
