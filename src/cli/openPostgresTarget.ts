import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { PostgresQuery } from '../adapters/postgres/postgres.js'
import type { OpenTarget, Secrets } from './target.js'
import { lockDirectory } from './lockDirectory.js'
import { UsageError } from './terminal.js'
import { parseUrl } from '../core/contact/parseUrl.js'

interface Engine {
  readonly query: PostgresQuery
  readonly close: () => Promise<void>
}

/**
 * The part of `pg` that is used.
 * @see https://node-postgres.com/apis/pool
 */
interface Pg {
  readonly default: {
    readonly Pool: new (options: { connectionString: string; max: number }) => {
      on(event: 'error', listener: () => void): void
      query: PostgresQuery
      end(): Promise<void>
    }
  }
}

/**
 * The part of PGlite that is used.
 * @see https://pglite.dev/docs/api
 */
interface Pglite {
  readonly PGlite: { create(directory: string): Promise<Engine> }
}

/**
 * Opens the database of `DATABASE_URL` with the package of the host's project: `pg` for `postgres://...`, PGlite for
 * `pglite:<folder>`.
 * @throws UsageError
 */
export async function openPostgresTarget(
  { DATABASE_URL: url = '', IDENTIKIT_SCHEMA: schema }: Secrets,
  cwd: string,
  isDryRun: boolean,
): Promise<OpenTarget> {
  const { createPostgresAdapter } = await import('../adapters/postgres/postgres.js')
  assertUrl(url)
  if (isDryRun) {
    return { adapter: createPostgresAdapter({ query: async () => ({ rows: [] }), schema }) }
  }
  const engine = await openEngine(url, cwd)
  const query: PostgresQuery = (text, params) => engine.query(text, params)
  return { adapter: createPostgresAdapter({ query, schema }), close: () => engine.close() }
}

function assertUrl(url: string): void {
  if (/^pglite:./.test(url) || (/^postgres(?:ql)?:\/\//.test(url) && parseUrl(url))) return
  throw new UsageError('DATABASE_URL must be postgres://... or pglite:<folder>.')
}

async function openEngine(url: string, cwd: string): Promise<Engine> {
  if (url.startsWith('pglite:')) {
    const { PGlite } = await load<Pglite>('@electric-sql/pglite', cwd)
    return openPglite(PGlite, resolve(cwd, url.slice('pglite:'.length)))
  }
  const { Pool } = (await load<Pg>('pg', cwd)).default
  const pool = new Pool({ connectionString: url, max: 4 })
  // An idle connection was closed. The next query reports the error.
  pool.on('error', () => undefined)
  return { query: (text, params) => pool.query(text, params), close: () => pool.end() }
}

async function openPglite(PGlite: Pglite['PGlite'], directory: string): Promise<Engine> {
  const release = lockDirectory(directory)
  try {
    const engine = await PGlite.create(directory)
    return {
      query: (text, params) => engine.query(text, params),
      close: () => engine.close().finally(release),
    }
  } catch (error) {
    release()
    throw error
  }
}

async function load<Module>(name: string, cwd: string): Promise<Module> {
  let path: string
  try {
    path = createRequire(join(cwd, 'package.json')).resolve(name)
  } catch {
    throw new UsageError(`Install the package ${name} in your project: npm install ${name}`)
  }
  return (await import(pathToFileURL(path).href)) as Module
}
