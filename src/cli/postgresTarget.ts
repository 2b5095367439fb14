import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { PostgresQuery } from '../adapters/postgres/postgres.js'
import type { Opened, Secrets } from './target.js'
import { lockDirectory } from './lockDirectory.js'
import { UsageError } from './terminal.js'

interface Engine {
  readonly query: PostgresQuery
  readonly close: () => Promise<void>
}

/** What is used of `pg` (https://node-postgres.com/apis/pool). */
interface Pg {
  readonly default: {
    readonly Pool: new (options: { connectionString: string; max: number }) => {
      on(event: 'error', listener: () => void): void
      query: PostgresQuery
      end(): Promise<void>
    }
  }
}

/** What is used of PGlite (https://pglite.dev/docs/api). */
interface Pglite {
  readonly PGlite: { create(folder: string): Promise<Engine> }
}

/** `postgres://...` through the project's own `pg`, `pglite:<folder>` through its own PGlite. */
export async function openPostgresTarget(
  { DATABASE_URL: url = '', IDENTIKIT_SCHEMA: schema }: Secrets,
  folder: string,
  isDryRun: boolean,
): Promise<Opened> {
  const { createPostgresAdapter } = await import('../adapters/postgres/postgres.js')
  assertAddress(url)
  if (isDryRun) {
    return { adapter: createPostgresAdapter({ query: async () => ({ rows: [] }), schema }) }
  }
  const engine = await openEngine(url, folder)
  const query: PostgresQuery = (text, params) => engine.query(text, params)
  return { adapter: createPostgresAdapter({ query, schema }), close: () => engine.close() }
}

function assertAddress(url: string): void {
  if (/^pglite:./.test(url) || (/^postgres(?:ql)?:\/\//.test(url) && URL.canParse(url))) return
  throw new UsageError('DATABASE_URL is neither postgres://... nor pglite:<folder>.')
}

async function openEngine(url: string, folder: string): Promise<Engine> {
  if (url.startsWith('pglite:')) {
    const { PGlite } = await load<Pglite>('@electric-sql/pglite', folder)
    return openPglite(PGlite, resolve(folder, url.slice('pglite:'.length)))
  }
  const { Pool } = (await load<Pg>('pg', folder)).default
  const pool = new Pool({ connectionString: url, max: 4 })
  // A connection that is cut while nobody uses it; the next query says what is wrong.
  pool.on('error', () => undefined)
  return { query: (text, params) => pool.query(text, params), close: () => pool.end() }
}

async function openPglite(PGlite: Pglite['PGlite'], data: string): Promise<Engine> {
  const release = lockDirectory(data)
  try {
    const engine = await PGlite.create(data)
    return {
      query: (text, params) => engine.query(text, params),
      close: () => engine.close().finally(release),
    }
  } catch (error) {
    release()
    throw error
  }
}

async function load<Module>(name: string, folder: string): Promise<Module> {
  let path: string
  try {
    path = createRequire(join(folder, 'package.json')).resolve(name)
  } catch {
    throw new UsageError(`This needs the package ${name} in your project: npm install ${name}`)
  }
  return (await import(pathToFileURL(path).href)) as Module
}
