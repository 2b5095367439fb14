import { maxWriters, useIndexes } from './writeFunctions.js'

/** The most choices of one user in one scope. It bounds every read, because a browser may save choices for types without a catalog entry. */
export const maxChoices = 2000

/** A custom SQLSTATE in an unreserved class. */
export const tooManyChoices = 'IK001'

/** Returns the SQL that finds the stored choice of a change `c`. With `offset 0`, Postgres finds it by its whole key instead of reading all choices of the user. */
export const findChoice = (s: string) => `select * from ${s}.identikit_preferences o
        where o.user_id = person and o.scope = space
        and o.type = coalesce(c.type, '') and o.channel = coalesce(c.channel, '') offset 0`

/** Returns the SQL of the functions for preferences, for a quoted schema. */
export const createPreferenceFunctions = (s: string): string => `
  -- Lists the choices of a user with their frequencies, or those of some changes. Volatile, so that it sees what its statement has written.
  create or replace function ${s}.identikit_list_settings(person text, space text, changes jsonb default null)
  returns json language plpgsql ${useIndexes} as $body$
  begin
    if changes is null then
      return (select coalesce(json_agg(json_build_array(p.type, p.channel, p.enabled, p.frequency) order by p.place), '[]')
        from ${s}.identikit_preferences p
        where p.user_id = person and p.scope = space
          and (p.enabled is not null or p.frequency is not null));
    end if;
    return (select coalesce(json_agg(json_build_array(p.type, p.channel, p.enabled, p.frequency) order by p.place), '[]')
      from jsonb_to_recordset(changes) as c (type text, channel text)
      cross join lateral (${findChoice(s)}) as p
      where p.enabled is not null or p.frequency is not null);
  end $body$;

  -- A process of a version without frequencies can't read them in the answer.
  create or replace function ${s}.identikit_save_preferences(person text, call jsonb) returns json
  language plpgsql ${useIndexes} as $body$
  declare
    report constant jsonb := case when call ->> 'member' = 'preferences.reset'
      then ${s}.identikit_delete_choices(person, call) else ${s}.identikit_save_choices(person, call) end;
    space constant text := coalesce(call ->> 'scope', '');
    changes constant jsonb := case when call ->> 'returning' = 'changes' then call -> 'changes' end;
  begin
    if report is null then return null; end if;
    return json_build_object('lateSettings', report -> 'lateSettings',
      'refused', coalesce(report -> 'refused', '[]'),
      'data', case when call -> 'returnsFrequencies' = 'true'
        then ${s}.identikit_list_settings(person, space, changes)
        else ${s}.identikit_list_choices(person, space, changes) end);
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
      -- A change of a frequency and one of the type's own switch are in one row.
      select coalesce(c.change ->> 'type', '') as type, coalesce(c.change ->> 'channel', '') as channel,
        min(c.nth) filter (where not c.change ? 'frequency') as nth,
        min(c.nth) filter (where c.change ? 'frequency') as frequency_nth,
        bool_or((c.change ->> 'enabled')::boolean) as enabled,
        min(c.change ->> 'frequency') as frequency
      from jsonb_array_elements(call -> 'changes') with ordinality as c (change, nth)
      group by 1, 2
    ), followed as (
      select c.*, p.enabled as before, p.frequency as frequency_before, p.user_id is not null as is_stored,
        coalesce(p.orders, '{}') as stored_orders,
        case when c.nth is not null and not is_late then
          ${s}.identikit_follow(coalesce(p.orders, '{}'), 'enabled', writer, seq)
        end as orders,
        case when c.frequency_nth is not null and not is_late then
          ${s}.identikit_follow(coalesce(p.orders, '{}'), 'frequency', writer, seq)
        end as frequency_orders
      from given c left join lateral (${findChoice(s)}) as p on true
    ), needed as (
      -- A deleted choice needs a row only to keep its order.
      select *, orders is not null or frequency_orders is not null as is_saved,
        not is_stored and (
          orders is not null and (enabled is not null or writer is not null)
          or frequency_orders is not null and (frequency is not null or writer is not null)) as is_new
      from followed
    ), counted as (
      select *, least(nth, frequency_nth) as place, is_stored or is_new
        and (select count(*) from ${s}.identikit_preferences p
          where p.user_id = person and p.scope = space)
        + count(*) filter (where is_new) over (order by least(nth, frequency_nth)) <= ${maxChoices} as fits
      from needed
    ), saved as (
      insert into ${s}.identikit_preferences (user_id, scope, type, channel, enabled, frequency, orders)
        select person, space, c.type, c.channel,
          case when c.orders is null then c.before else c.enabled end,
          case when c.frequency_orders is null then c.frequency_before else c.frequency end,
          coalesce(c.orders, c.stored_orders) || jsonb_strip_nulls(
            jsonb_build_object('frequency', c.frequency_orders -> 'frequency'))
        from counted c where c.fits and c.is_saved order by c.place
        on conflict (user_id, scope, type, channel) do update
        set enabled = excluded.enabled, frequency = excluded.frequency, orders = excluded.orders
    ), results as (
      -- One for each change: of the switch, and of the frequency.
      select nth, fits, is_new, orders is null as is_late,
        enabled is not null as is_choice, enabled is distinct from before as is_changed,
        jsonb_build_array(nullif(type, ''), nullif(channel, '')) as key,
        jsonb_strip_nulls(jsonb_build_object('type', nullif(type, ''), 'channel', nullif(channel, '')))
          || jsonb_build_object('enabled', enabled) as change
      from counted where nth is not null
      union all
      select frequency_nth, fits, is_new, frequency_orders is null,
        frequency is not null, frequency is distinct from frequency_before,
        jsonb_build_array(type, null, 'frequency'),
        jsonb_build_object('type', type, 'frequency', frequency)
      from counted where frequency_nth is not null
    )
    select jsonb_agg(r.key order by r.nth) filter (where r.is_late),
      jsonb_agg(r.key order by r.nth) filter (where r.is_new and not r.fits and r.is_choice),
      jsonb_agg(r.change order by r.nth) filter (where r.fits and not r.is_late and r.is_changed)
      into late, refused, changed from results r;
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
      with kept as materialized (
        -- The rows of which only the switch or only the frequency is deleted.
        select p.type, p.orders, p.enabled, p.frequency,
          ${s}.identikit_follow(p.orders, 'enabled', writer, seq) is not null as is_switch
        from ${s}.identikit_preferences p
        where p.user_id = person and p.scope = space and p.channel = '' and p.type <> ''
          and (p.frequency is not null or p.orders ? 'frequency')
          and (${s}.identikit_follow(p.orders, 'enabled', writer, seq) is null)
            <> (${s}.identikit_follow(p.orders, 'frequency', writer, seq) is null)
      ), emptied as (
        update ${s}.identikit_preferences p set
          enabled = case when not k.is_switch then p.enabled end,
          frequency = case when k.is_switch then p.frequency end,
          orders = p.orders - case when k.is_switch then 'enabled' else 'frequency' end
          from kept k
          where p.user_id = person and p.scope = space and p.type = k.type and p.channel = ''
      ), deleted as (
        delete from ${s}.identikit_preferences p where p.user_id = person and p.scope = space
          and ${s}.identikit_follow(p.orders, 'enabled', writer, seq) is not null
          and (not p.orders ? 'frequency'
            or ${s}.identikit_follow(p.orders, 'frequency', writer, seq) is not null)
          returning p.orders, p.enabled is not null or p.frequency is not null as had_choice
      ), gone as (
        select d.orders, d.had_choice from deleted d
        union all
        select k.orders - case when k.is_switch then 'frequency' else 'enabled' end,
          case when k.is_switch then k.enabled is not null else k.frequency is not null end
        from kept k
      ), seen as (
        select o.item ->> 0 as writer, (o.item ->> 1)::bigint as seq
        from gone g, jsonb_each(g.orders) as k (key, list), jsonb_array_elements(k.list) as o (item)
        union all
        select o.item ->> 0, (o.item ->> 1)::bigint from jsonb_array_elements(resets -> space) as o (item)
      ), latest as (
        select w.writer, max(w.seq) as seq from seen w group by w.writer
        order by (w.writer is not distinct from (call ->> 'writer')) desc, max(w.seq) desc,
          w.writer collate "C" limit ${maxWriters}
      )
      select (select jsonb_agg(jsonb_build_array(l.writer, l.seq)) from latest l),
        exists (select from gone g where g.had_choice)
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
      select coalesce(jsonb_agg(r.key), '[]') from ${s}.identikit_preferences p
      cross join lateral (values
        (jsonb_build_array(nullif(p.type, ''), nullif(p.channel, '')),
          p.enabled is not null or p.orders ? 'enabled'),
        (jsonb_build_array(p.type, null, 'frequency'),
          p.frequency is not null or p.orders ? 'frequency')) as r (key, is_held)
      where p.user_id = person and p.scope = space and r.is_held));
  end $body$;`
