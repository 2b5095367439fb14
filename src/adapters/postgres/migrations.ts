import { IdentikitError } from '../../core/errors.js'
import { createFormerFunctions } from './formerFunctions.js'
import { createIndexes } from './indexes.js'
import { createPreferenceFunctions } from './preferenceFunctions.js'
import type { Run } from './run.js'
import { createTables } from './tables.js'
import { createUserFunctions } from './userFunctions.js'
import { getAnswer } from './wire.js'
import { createWriteFunctions } from './writeFunctions.js'

/** A step from one version of the tables to the next. */
export interface Step {
  /** Returns the SQL for a quoted schema. */
  readonly sql: (schema: string) => string
  /**
   * The oldest version of this code that works with the tables after the step.
   * @default that of the former step: the step is additive
   */
  readonly oldestCode?: number
}

/**
 * The steps from each version of the tables to the next. A released step is never edited: a change is a new one. A step is additive,
 * because processes of the former version run beside it during a deploy: it adds columns with a default or null, tables and functions.
 * For a new field of users, that is one `alter table`.
 */
export const steps: readonly Step[] = [
  { sql: createTables },
  { sql: createIndexes },
  // New functions only: those of schedules and of frequencies.
  { sql: () => '' },
]

/**
 * Returns the SQL of all functions. They are replaced after the last step. A function keeps its parameters, because processes of the
 * former version call it.
 */
export const createFunctions = (s: string): string =>
  createWriteFunctions(s) +
  createPreferenceFunctions(s) +
  createUserFunctions(s) +
  createFormerFunctions(s)

interface Version {
  readonly version: number
  /** The oldest version of this code that works with the tables. */
  readonly oldestCode: number
}

/**
 * Wraps a step in one statement that does nothing if the step was done, so that several processes can migrate at once. Above read
 * committed, a process that waited for the lock doesn't see the step of the other: the insert then fails before the step runs.
 */
function toStatement(schema: string, step: string, { version, oldestCode }: Version): string {
  const s = `"${schema}"`
  return `do $identikit$
begin
  perform pg_advisory_xact_lock(hashtext('identikit'), hashtext('${schema}'));
  if to_regnamespace('${s}') is null then create schema ${s}; end if;
  if to_regclass('${s}.identikit_migrations') is null then
    create table ${s}.identikit_migrations (
      version integer primary key,
      oldest_code integer not null,
      at timestamptz not null default now()
    );
  end if;
  if exists (select from ${s}.identikit_migrations where version >= ${version}) then return; end if;
  insert into ${s}.identikit_migrations (version, oldest_code) values (${version}, ${oldestCode});
  ${step}
end $identikit$`
}

async function getVersion(run: Run, schema: string): Promise<Version> {
  const table = `"${schema}".identikit_migrations`
  const [found] = await run('select to_regclass($1::text)::text as answer', [table])
  if (getAnswer(found) === null) return { version: 0, oldestCode: 1 }
  const [row] = await run(
    `select coalesce(max(version), 0) || ' ' || coalesce(max(oldest_code), 1) as answer from ${table}`,
  )
  const [version = 0, oldestCode = 1] = getAnswer(row)?.split(' ').map(Number) ?? []
  return { version, oldestCode }
}

/**
 * Updates the tables of a schema to the version of this code. At that version, and at later ones that this code works with, it only
 * reads, so that an app needs no right to create.
 * @throws IdentikitError `misuse` for tables that need newer code
 */
export async function migratePostgres(
  run: Run,
  schema: string,
  targetSteps: readonly Step[] = steps,
): Promise<void> {
  const s = `"${schema}"`
  const { version, oldestCode } = await getVersion(run, schema)
  if (oldestCode > targetSteps.length) {
    const what = `The identikit tables in Postgres need code of version ${oldestCode}, and this code has version ${targetSteps.length}: update the package.`
    throw new IdentikitError('misuse', what)
  }
  let oldest = oldestCode
  for (const [index, step] of targetSteps.entries()) {
    if (index < version) continue
    oldest = Math.max(oldest, step.oldestCode ?? 1)
    const isLast = index === targetSteps.length - 1
    const sql = `${step.sql(s)}${isLast ? createFunctions(s) : ''}`
    await run(toStatement(schema, sql, { version: index + 1, oldestCode: oldest }))
  }
}
