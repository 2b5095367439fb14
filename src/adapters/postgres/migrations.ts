import { IdentikitError } from '../../core/errors.js'
import { answerOf } from './wire.js'

/** Sends one statement; every parameter is text. */
export type Run = (statement: string, params?: readonly string[]) => Promise<readonly unknown[]>

/** Makes the text of one step for a quoted schema. */
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

  create function ${s}.identikit_user(u ${s}.identikit_users) returns jsonb
  language sql stable as $body$
    select jsonb_strip_nulls(jsonb_build_object('id', u.id, 'name', u.name,
      'firstName', u.first_name, 'lastName', u.last_name, 'email', u.email, 'phone', u.phone,
      'avatar', u.avatar, 'timezone', u.timezone, 'locale', u.locale, 'createdAt', u.created_at))
      || jsonb_build_object('traits', u.traits, 'devices', (
        select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('token', d.token,
          'platform', d.platform, 'channelId', d.channel_id)) order by d.place), '[]')
        from ${s}.identikit_devices d where d.user_id = u.id))
  $body$;

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
  end $body$;

  create function ${s}.identikit_merge_users(loser text, winner text, source text) returns jsonb
  language plpgsql as $body$
  declare
    merged ${s}.identikit_users;
  begin
    perform from ${s}.identikit_users where id in (loser, winner) order by id for update;
    if (select count(*) from ${s}.identikit_users where id in (loser, winner)) < 2 then
      return null;
    end if;
    update ${s}.identikit_users w set
      name = coalesce(w.name, l.name),
      first_name = coalesce(w.first_name, l.first_name),
      last_name = coalesce(w.last_name, l.last_name),
      email = coalesce(w.email, l.email),
      phone = coalesce(w.phone, l.phone),
      avatar = coalesce(w.avatar, l.avatar),
      timezone = coalesce(w.timezone, l.timezone),
      locale = coalesce(w.locale, l.locale),
      created_at = coalesce(w.created_at, l.created_at),
      traits = ${s}.identikit_merge_traits(l.traits, w.traits),
      streak = coalesce(w.streak, l.streak)
      from ${s}.identikit_users l where w.id = winner and l.id = loser
      returning w.* into merged;
    update ${s}.identikit_preferences p set user_id = winner
      where p.user_id = loser and not exists (select from ${s}.identikit_preferences w
        where w.user_id = winner and w.type = p.type and w.channel = p.channel);
    update ${s}.identikit_devices d set user_id = winner
      where d.user_id = loser and not exists (select from ${s}.identikit_devices w
        where w.user_id = winner and w.token = d.token);
    update ${s}.identikit_history set user_id = winner where user_id = loser;
    insert into ${s}.identikit_history (user_id, member, change, source)
      values (winner, 'users.merge', jsonb_build_object('from', loser), nullif(source, ''));
    delete from ${s}.identikit_users where id = loser;
    return ${s}.identikit_user(merged);
  end $body$;`

/**
 * How many choices one person may have. A browser may choose for types that nobody listed, and every later read carries them all; real pages
 * have far fewer.
 */
export const maxChoices = 2000

/** An SQLSTATE of our own: the class is free for it. */
export const tooManyChoices = 'IK001'

/** Looks at new choices only, so that those which are there can always be changed. Every writer has locked the user before. */
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

/** One upsert after the other, in the order of their ids, so that two of these lock in the same order; of one id the later wins. */
const bulk: Step = (s) => `
  create function ${s}.identikit_identify_many(people jsonb, source text) returns integer
  language plpgsql as $body$
  declare
    person text;
    patch jsonb;
    taken integer := 0;
  begin
    for person, patch in
      select p.value ->> 'id', p.value -> 'patch'
      from jsonb_array_elements(people) with ordinality as p (value, nth)
      order by (p.value ->> 'id') collate "C", p.nth
    loop
      insert into ${s}.identikit_users as u (id, name, first_name, last_name, email, phone,
        avatar, timezone, locale, created_at, traits)
      values (person, patch ->> 'name', patch ->> 'firstName', patch ->> 'lastName',
        patch ->> 'email', patch ->> 'phone', patch ->> 'avatar', patch ->> 'timezone',
        patch ->> 'locale', patch ->> 'createdAt',
        ${s}.identikit_merge_traits('{}', coalesce(patch -> 'traits', '{}')))
      on conflict (id) do update set
        name = case when patch -> 'name' is null then u.name else excluded.name end,
        first_name = case when patch -> 'firstName' is null then u.first_name
          else excluded.first_name end,
        last_name = case when patch -> 'lastName' is null then u.last_name
          else excluded.last_name end,
        email = case when patch -> 'email' is null then u.email else excluded.email end,
        phone = case when patch -> 'phone' is null then u.phone else excluded.phone end,
        avatar = case when patch -> 'avatar' is null then u.avatar else excluded.avatar end,
        timezone = case when patch -> 'timezone' is null then u.timezone else excluded.timezone end,
        locale = case when patch -> 'locale' is null then u.locale else excluded.locale end,
        created_at = case when patch -> 'createdAt' is null then u.created_at
          else excluded.created_at end,
        traits = ${s}.identikit_merge_traits(u.traits, coalesce(patch -> 'traits', '{}'));
      insert into ${s}.identikit_history (user_id, member, change, source)
        values (person, 'users.identifyMany', patch, nullif(source, ''));
      taken := taken + 1;
    end loop;
    return taken;
  end $body$;`

/** Each brings the tables one version on. A released step is never edited: a change is a new one. */
export const steps: readonly Step[] = [tables, functions, limit, bulk]

/** One step as one statement that does nothing where it was done, so that many processes may start at once. */
function toStatement(schema: string, step: Step, version: number): string {
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
  ${step(s)}
  insert into ${s}.identikit_migrations (version) values (${version});
end $identikit$`
}

async function versionOf(run: Run, schema: string): Promise<number> {
  const table = `"${schema}".identikit_migrations`
  const [found] = await run('select to_regclass($1::text)::text as answer', [table])
  if (answerOf(found) === null) return 0
  const [row] = await run(`select coalesce(max(version), 0)::text as answer from ${table}`)
  return Number(answerOf(row))
}

/**
 * Brings the tables of a schema to the version that this code knows. Where they are, it only reads, so that the app needs
 * no right to create anything.
 * @throws IdentikitError `misuse` where the tables are newer than the code
 */
export async function migratePostgres(
  run: Run,
  schema: string,
  known: readonly Step[] = steps,
): Promise<void> {
  const version = await versionOf(run, schema)
  if (version > known.length) {
    const what = `The identikit tables in Postgres are of version ${version} and this code knows ${known.length}: update the package.`
    throw new IdentikitError('misuse', what)
  }
  for (const [index, step] of known.entries()) {
    if (index >= version) await run(toStatement(schema, step, index + 1))
  }
}
