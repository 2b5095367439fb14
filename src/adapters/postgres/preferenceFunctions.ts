import { maxWriters, useIndexes } from './writeFunctions.js'

/** The most choices of one user in one scope. It bounds every read, because a browser may save choices for types without a catalog entry. */
export const maxChoices = 2000

/** A custom SQLSTATE in an unreserved class. */
export const tooManyChoices = 'IK001'

/** Returns the stored choice of a change `c`. With `offset 0`, Postgres finds it by its whole key instead of reading all choices of the user. */
const findChoice = (s: string) => `select * from ${s}.identikit_preferences o
        where o.user_id = person and o.scope = space
        and o.type = coalesce(c.type, '') and o.channel = coalesce(c.channel, '') offset 0`

/** Returns the SQL of the functions for preferences, for a quoted schema. */
export const createPreferenceFunctions = (s: string): string => `
  -- Lists the choices of a user, or those of some changes. Volatile, so that it sees what its statement has written.
  create or replace function ${s}.identikit_list_choices(person text, space text, changes jsonb default null)
  returns json language plpgsql ${useIndexes} as $body$
  begin
    if changes is null then
      return (select coalesce(json_agg(json_build_array(p.type, p.channel, p.enabled) order by p.place), '[]')
        from ${s}.identikit_preferences p
        where p.user_id = person and p.scope = space and p.enabled is not null);
    end if;
    return (select coalesce(json_agg(json_build_array(p.type, p.channel, p.enabled) order by p.place), '[]')
      from jsonb_to_recordset(changes) as c (type text, channel text)
      cross join lateral (${findChoice(s)}) as p
      where p.enabled is not null);
  end $body$;

  create or replace function ${s}.identikit_save_preferences(person text, call jsonb) returns json
  language plpgsql ${useIndexes} as $body$
  declare
    report constant jsonb := case when call ->> 'member' = 'preferences.reset'
      then ${s}.identikit_delete_choices(person, call) else ${s}.identikit_save_choices(person, call) end;
  begin
    if report is null then return null; end if;
    return json_build_object('lateSettings', report -> 'lateSettings',
      'refused', coalesce(report -> 'refused', '[]'), 'data', ${s}.identikit_list_choices(person,
      coalesce(call ->> 'scope', ''),
      case when call ->> 'returning' = 'changes' then call -> 'changes' end));
  end $body$;

  -- The limit counts only when choices are added, so that stored choices can always be changed. Returns what it did besides saving.
  create or replace function ${s}.identikit_save_choices(person text, call jsonb) returns jsonb
  language plpgsql as $body$
  declare
    space constant text := coalesce(call ->> 'scope', '');
    writer constant text := call ->> 'writer';
    seq constant bigint := call ->> 'seq';
    locked constant ${s}.identikit_users := ${s}.identikit_lock(person);
    is_late constant boolean :=
      ${s}.identikit_follow(locked.reset_orders, space, writer, seq) is null;
    late jsonb;
    refused jsonb;
    changed jsonb;
  begin
    if locked.id is null then return null; end if;
    with given as (
      select c.nth, coalesce(c.type, '') as type, coalesce(c.channel, '') as channel, c.enabled,
        p.enabled as before, p.user_id is not null as is_stored,
        case when not is_late then
          ${s}.identikit_follow(coalesce(p.orders, '{}'), 'enabled', writer, seq)
        end as orders
      from rows from (jsonb_to_recordset(call -> 'changes')
        as (type text, channel text, enabled boolean))
        with ordinality as c (type, channel, enabled, nth)
      left join lateral (${findChoice(s)}) as p on true
    ), needed as (
      -- A deleted choice needs a row only to keep its order.
      select *, not is_stored and orders is not null and (enabled is not null or writer is not null)
        as is_new
      from given
    ), counted as (
      select *, is_stored or is_new
        and (select count(*) from ${s}.identikit_preferences p
          where p.user_id = person and p.scope = space)
        + count(*) filter (where is_new) over (order by nth) <= ${maxChoices} as fits
      from needed
    ), saved as (
      insert into ${s}.identikit_preferences (user_id, scope, type, channel, enabled, orders)
        select person, space, c.type, c.channel, c.enabled, c.orders from counted c
        where c.fits and c.orders is not null order by c.nth
        on conflict (user_id, scope, type, channel)
        do update set enabled = excluded.enabled, orders = excluded.orders
    )
    select
      jsonb_agg(jsonb_build_array(nullif(type, ''), nullif(channel, ''))) filter (where orders is null),
      jsonb_agg(jsonb_build_array(nullif(type, ''), nullif(channel, '')))
        filter (where is_new and not fits and enabled is not null),
      jsonb_agg(jsonb_strip_nulls(jsonb_build_object('type', nullif(type, ''),
        'channel', nullif(channel, ''))) || jsonb_build_object('enabled', enabled) order by nth)
        filter (where fits and orders is not null and enabled is distinct from before)
      into late, refused, changed from counted;
    if refused is not null and call -> 'isStrict' = 'true' then
      raise exception 'too many choices' using errcode = '${tooManyChoices}';
    end if;
    if changed is not null then
      perform ${s}.identikit_log(person, call, 'preferences.update', changed, space);
    end if;
    return jsonb_build_object('lateSettings', coalesce(late, '[]'), 'refused', coalesce(refused, '[]'));
  end $body$;

  -- Deletes the choices without a later write of the same writer. The last seq of each writer is kept for the whole scope, so that a
  -- write from before the reset has no effect, even if it arrives later.
  create or replace function ${s}.identikit_delete_choices(person text, call jsonb) returns jsonb
  language plpgsql as $body$
  declare
    space constant text := coalesce(call ->> 'scope', '');
    writer constant text := call ->> 'writer';
    seq constant bigint := call ->> 'seq';
    locked constant ${s}.identikit_users := ${s}.identikit_lock(person);
    resets jsonb := ${s}.identikit_follow(locked.reset_orders, space, writer, seq);
    seen_writers jsonb;
    had_choice boolean;
  begin
    if locked.id is null then return null; end if;
    if resets is not null then
      with deleted as (
        delete from ${s}.identikit_preferences p where p.user_id = person and p.scope = space
          and ${s}.identikit_follow(p.orders, 'enabled', writer, seq) is not null
          returning p.orders, p.enabled
      ), seen as (
        select o.item ->> 0 as writer, (o.item ->> 1)::bigint as seq
        from deleted d, jsonb_each(d.orders) as k (key, list), jsonb_array_elements(k.list) as o (item)
        union all
        select o.item ->> 0, (o.item ->> 1)::bigint from jsonb_array_elements(resets -> space) as o (item)
      ), latest as (
        select w.writer, max(w.seq) as seq from seen w group by w.writer
        order by (w.writer is not distinct from (call ->> 'writer')) desc, max(w.seq) desc,
          w.writer collate "C" limit ${maxWriters}
      )
      select (select jsonb_agg(jsonb_build_array(l.writer, l.seq)) from latest l),
        exists (select from deleted d where d.enabled is not null)
        into seen_writers, had_choice;
      if seen_writers is not null then
        update ${s}.identikit_users
          set reset_orders = resets || jsonb_build_object(space, seen_writers) where id = person;
      end if;
      if had_choice then
        perform ${s}.identikit_log(person, call, 'preferences.reset', '[]', space);
      end if;
    end if;
    return jsonb_build_object('lateSettings', (
      select coalesce(jsonb_agg(jsonb_build_array(nullif(type, ''), nullif(channel, ''))), '[]')
      from ${s}.identikit_preferences where user_id = person and scope = space));
  end $body$;`
