import { IdentikitError } from '../../core/errors.js'
import { createUserFunctions } from './userFunctions.js'
import { getAnswer } from './wire.js'

/** Sends one statement; every parameter is text. */
export type Run = (statement: string, params?: readonly string[]) => Promise<readonly unknown[]>

/** Returns the SQL of one step for a quoted schema. */
export type Step = (schema: string) => string

const tables: Step = (s) => `
  create table ${s}.identikit_users (
    id text collate "C" primary key,
    name text,
    first_name text,
    last_name text,
    email text,
    phone text,
    avatar text,
    timezone text,
    locale text,
    created_at text,
    traits jsonb not null default '{}',
    streak jsonb
  );
  -- An empty type or channel means none: the row is then a switch over all of them.
  create table ${s}.identikit_preferences (
    user_id text collate "C" not null references ${s}.identikit_users on delete cascade,
    type text collate "C" not null,
    channel text collate "C" not null,
    enabled boolean not null,
    place bigint generated always as identity,
    primary key (user_id, type, channel)
  );
  create table ${s}.identikit_devices (
    user_id text collate "C" not null references ${s}.identikit_users on delete cascade,
    token text not null,
    platform text,
    channel_id text,
    place bigint generated always as identity
  );
  -- Hashed, since a push address may be longer than an index entry.
  create unique index identikit_devices_key on ${s}.identikit_devices (user_id, md5(token));
  create table ${s}.identikit_history (
    id bigint generated always as identity primary key,
    user_id text collate "C" not null references ${s}.identikit_users on delete cascade,
    member text not null,
    change jsonb not null,
    source text,
    at timestamptz not null default now()
  );
  create index identikit_history_user on ${s}.identikit_history (user_id, id);`

const functions: Step = (s) => `
  create function ${s}.identikit_merge_traits(target jsonb, patch jsonb) returns jsonb
  language plpgsql immutable as $body$
  declare
    result jsonb := case when jsonb_typeof(target) = 'object' then target else '{}' end;
    name text;
    value jsonb;
  begin
    for name, value in select * from jsonb_each(patch) loop
      if value = 'null' then
        result := result - name;
      else
        if jsonb_typeof(value) = 'object' then
          value := ${s}.identikit_merge_traits(result -> name, value);
        end if;
        result := result || jsonb_build_object(name, value);
      end if;
    end loop;
    return result;
  end $body$;

  create function ${s}.identikit_choices(person text) returns jsonb
  language sql stable as $body$
    select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('type', nullif(type, ''),
      'channel', nullif(channel, ''), 'enabled', enabled)) order by place), '[]')
    from ${s}.identikit_preferences where user_id = person
  $body$;

  -- In functions every statement sees what others wrote before it, so the answer is whole.
  create function ${s}.identikit_choose(person text, changes jsonb, reset boolean,
    member text, source text) returns jsonb
  language plpgsql as $body$
  begin
    perform from ${s}.identikit_users where id = person for no key update;
    if not found then return null; end if;
    if reset then delete from ${s}.identikit_preferences where user_id = person; end if;
    insert into ${s}.identikit_preferences (user_id, type, channel, enabled)
      select person, coalesce(c.type, ''), coalesce(c.channel, ''), c.enabled
      from rows from (jsonb_to_recordset(changes) as (type text, channel text, enabled boolean))
        with ordinality as c (type, channel, enabled, nth)
      order by c.nth
      on conflict (user_id, type, channel) do update set enabled = excluded.enabled;
    insert into ${s}.identikit_history (user_id, member, change, source)
      values (person, member, changes, nullif(source, ''));
    return ${s}.identikit_choices(person);
  end $body$;`

/** The most choices of one user. It bounds every read, because a browser may save choices for types without a catalog entry. */
export const maxChoices = 2000

/** A custom SQLSTATE in an unreserved class. */
export const tooManyChoices = 'IK001'

/** Counts only when choices are added, so that stored choices can always be changed. Every writer locks the user first. */
const limit: Step = (s) => `
  create function ${s}.identikit_limit_choices() returns trigger language plpgsql as $body$
  begin
    if exists (select from ${s}.identikit_preferences
      where user_id in (select user_id from added)
      group by user_id having count(*) > ${maxChoices}) then
      raise exception 'too many choices' using errcode = '${tooManyChoices}';
    end if;
    return null;
  end $body$;

  create trigger identikit_limit_choices after insert on ${s}.identikit_preferences
    referencing new table as added for each statement
    execute function ${s}.identikit_limit_choices();`

/**
 * The steps from each version of the tables to the next. A released step is never edited: a change is a new one. For a new field of
 * users, that is one `alter table`: the functions in `userFunctions.ts` are replaced after the last step.
 */
export const steps: readonly Step[] = [tables, functions, limit]

/** Wraps a step in one statement that does nothing if the step was done, so that several processes can migrate at once. */
function toStatement(schema: string, step: string, version: number): string {
  const s = `"${schema}"`
  return `do $identikit$
begin
  perform pg_advisory_xact_lock(hashtext('identikit'), hashtext('${schema}'));
  if to_regnamespace('${s}') is null then create schema ${s}; end if;
  if to_regclass('${s}.identikit_migrations') is null then
    create table ${s}.identikit_migrations (
      version integer primary key,
      at timestamptz not null default now()
    );
  end if;
  if exists (select from ${s}.identikit_migrations where version >= ${version}) then return; end if;
  ${step}
  insert into ${s}.identikit_migrations (version) values (${version});
end $identikit$`
}

async function getVersion(run: Run, schema: string): Promise<number> {
  const table = `"${schema}".identikit_migrations`
  const [found] = await run('select to_regclass($1::text)::text as answer', [table])
  if (getAnswer(found) === null) return 0
  const [row] = await run(`select coalesce(max(version), 0)::text as answer from ${table}`)
  return Number(getAnswer(row))
}

/**
 * Updates the tables of a schema to the version of this code. At that version it only reads, so that an app needs no right to create.
 * @throws IdentikitError `misuse` for tables of a newer version
 */
export async function migratePostgres(
  run: Run,
  schema: string,
  targetSteps: readonly Step[] = steps,
): Promise<void> {
  const s = `"${schema}"`
  const version = await getVersion(run, schema)
  if (version > targetSteps.length) {
    const what = `The identikit tables in Postgres have version ${version}, and this code supports ${targetSteps.length}: update the package.`
    throw new IdentikitError('misuse', what)
  }
  for (const [index, step] of targetSteps.entries()) {
    const isLast = index === steps.length - 1
    const sql = `${step(s)}${isLast ? createUserFunctions(s) : ''}`
    if (index >= version) await run(toStatement(schema, sql, index + 1))
  }
}
