import { PGlite } from '@electric-sql/pglite'
import { Pool } from 'pg'

interface Database {
  query(text: string, params?: unknown[]): Promise<{ rows: unknown[] }>
}

/** Kept for the process, because development runs this module again after each change. */
const kept = globalThis as { database?: Database }

/** The Postgres of `DATABASE_URL`, or else one inside of this process with its files in `.data`. */
export const database = (kept.database ??= openDatabase())

function openDatabase(): Database {
  const connectionString = process.env.DATABASE_URL
  return connectionString ? new Pool({ connectionString }) : openEmbedded()
}

function openEmbedded(): Database {
  const embedded = new PGlite('.data')
  // The process doesn't end by itself while the database is open.
  const end = () => void embedded.close().finally(() => process.exit())
  process.once('SIGINT', end).once('SIGTERM', end)
  return embedded
}
