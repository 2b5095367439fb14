import type { Run } from './run.js'
import { getAnswer } from './wire.js'

/** The indexes that were added after the tables, by name: each with what follows `on` in its statement, for a quoted schema. */
const indexes: readonly (readonly [name: string, toTarget: (s: string) => string])[] = [
  ['identikit_users_email', (s) => `${s}.identikit_users (lower(email))`],
]

/** Returns the SQL of a step that creates the indexes while no user is stored, which takes no time. Later, `buildIndexes` does. */
export const createIndexes = (s: string): string => `
  if not exists (select from ${s}.identikit_users) then
    ${indexes.map(([name, toTarget]) => `create index if not exists ${name} on ${toTarget(s)};`).join('\n    ')}
  end if;`

/** Builds the missing indexes without blocking writes, and rebuilds those whose build failed. It only reads if all exist. */
export async function buildIndexes(run: Run, schema: string): Promise<void> {
  const s = `"${schema}"`
  for (const [name, toTarget] of indexes) {
    const [row] = await run(findState, [`${s}.${name}`])
    const state = getAnswer(row)
    if (state === 'missing')
      await run(`create index concurrently if not exists ${name} on ${toTarget(s)}`)
    if (state === 'failed') await run(`reindex index concurrently ${s}.${name}`)
  }
}

/** An index that another process builds now is not valid yet. */
const findState = `select case
    when i.indexrelid is null then 'missing'
    when i.indisvalid or exists (
      select from pg_stat_progress_create_index p where p.index_relid = i.indexrelid) then 'built'
    else 'failed' end as answer
  from (select to_regclass($1::text)) as name (id) left join pg_index i on i.indexrelid = name.id`
