/** The most writers of one setting whose last `seq` is kept. */
export const maxWriters = 8

/** Makes Postgres read indexes of small tables too: a scan of the whole table conflicts with every other user's write at `serializable`. */
export const useIndexes = 'set enable_seqscan = off'

/**
 * Returns the SQL of the functions that all writes call, for a quoted schema. Every write locks the row of the user first, so the
 * writes of one user run one after the other and can't deadlock.
 */
export const createWriteFunctions = (s: string): string => `
  -- Locks a user and returns the row, which is null for an unknown user. Above read committed, a statement keeps the view that it had
  -- before it waited. There the row is updated, so that Postgres refuses a write with an outdated view and the adapter repeats it.
  create or replace function ${s}.identikit_lock(person text) returns ${s}.identikit_users
  language plpgsql ${useIndexes} as $body$
  declare
    locked ${s}.identikit_users;
  begin
    if current_setting('transaction_isolation') = 'read committed' then
      select * into locked from ${s}.identikit_users where id = person for no key update;
    else
      update ${s}.identikit_users set orders = orders where id = person returning * into locked;
    end if;
    return locked;
  end $body$;

  -- Returns the orders after a write of a key, or null if they hold a later write of the same writer. A repeat of a write is late, too, if
  -- another writer wrote since.
  create or replace function ${s}.identikit_follow(orders jsonb, key text, writer text, seq bigint)
  returns jsonb language plpgsql immutable as $body$
  declare
    others jsonb;
  begin
    if writer is null then return orders; end if;
    if exists (select from jsonb_array_elements(orders -> key) with ordinality as o (item, nth)
      where o.item ->> 0 = writer and ((o.item ->> 1)::bigint > seq
        or (o.item ->> 1)::bigint = seq and o.nth > 1)) then return null; end if;
    select jsonb_agg(kept.item order by kept.nth) into others from (
      select o.item, o.nth from jsonb_array_elements(orders -> key) with ordinality as o (item, nth)
      where o.item ->> 0 <> writer order by o.nth limit ${maxWriters - 1}) as kept;
    return orders || jsonb_build_object(key,
      jsonb_build_array(jsonb_build_array(writer, seq)) || coalesce(others, '[]'));
  end $body$;

  -- Removes the keys of a patch for which the orders hold a later write, and adds them to late.
  create or replace function ${s}.identikit_follow_patch(inout orders jsonb, prefix text,
    inout patch jsonb, inout late jsonb, writer text, seq bigint)
  language plpgsql immutable as $body$
  declare
    name text;
    followed jsonb;
  begin
    if writer is null then return; end if;
    for name in select jsonb_object_keys(patch) loop
      followed := ${s}.identikit_follow(orders, prefix || name, writer, seq);
      if followed is null then
        patch := patch - name;
        late := late || to_jsonb(prefix || name);
      else
        orders := followed;
      end if;
    end loop;
  end $body$;

  -- Returns the keys of a patch whose values differ between two objects.
  create or replace function ${s}.identikit_changed(patch jsonb, before jsonb, after jsonb)
  returns jsonb language sql immutable as $body$
    select coalesce(jsonb_object_agg(p.key, p.value), '{}') from jsonb_each(patch) p
    where (before -> p.key) is distinct from (after -> p.key)
  $body$;

  create or replace function ${s}.identikit_log(person text, call jsonb, member text, change jsonb,
    scope text default null) returns void language sql as $body$
    insert into ${s}.identikit_history (user_id, member, change, scope, source)
    values (person, member, change, nullif(scope, ''), call ->> 'source')
  $body$;

  create or replace function ${s}.identikit_update_streak(person text, call jsonb) returns jsonb
  language plpgsql ${useIndexes} as $body$
  declare
    before ${s}.identikit_users := ${s}.identikit_lock(person);
    followed jsonb;
    patch jsonb;
    late jsonb;
    changed jsonb;
    saved jsonb;
  begin
    if before.id is null then return null; end if;
    select * into followed, patch, late from ${s}.identikit_follow_patch(before.streak_orders, '',
      call -> 'patch', '[]', call ->> 'writer', (call ->> 'seq')::bigint);
    saved := coalesce(before.streak, '{}') || patch;
    update ${s}.identikit_users set streak = saved, streak_orders = followed where id = person;
    changed := ${s}.identikit_changed(patch, coalesce(before.streak, '{}'), saved);
    if changed <> '{}' then
      perform ${s}.identikit_log(person, call, 'streak.update', changed);
    end if;
    return jsonb_build_object('data', saved, 'late', late);
  end $body$;

  create or replace function ${s}.identikit_update_schedule(person text, call jsonb) returns jsonb
  language plpgsql ${useIndexes} as $body$
  declare
    space constant text := coalesce(call ->> 'scope', '');
    before ${s}.identikit_schedules;
    followed jsonb;
    patch jsonb;
    late jsonb;
    changed jsonb;
    saved jsonb;
  begin
    if (${s}.identikit_lock(person)).id is null then return null; end if;
    select * into before from ${s}.identikit_schedules t where t.user_id = person and t.scope = space;
    select * into followed, patch, late from ${s}.identikit_follow_patch(coalesce(before.orders, '{}'), '',
      call -> 'patch', '[]', call ->> 'writer', (call ->> 'seq')::bigint);
    saved := jsonb_strip_nulls(coalesce(before.schedule, '{}') || patch);
    insert into ${s}.identikit_schedules (user_id, scope, schedule, orders)
      values (person, space, saved, followed)
      on conflict (user_id, scope) do update set schedule = excluded.schedule, orders = excluded.orders;
    changed := ${s}.identikit_changed(patch, coalesce(before.schedule, '{}'), saved);
    if changed <> '{}' then
      perform ${s}.identikit_log(person, call, 'schedule.update', changed, space);
    end if;
    return jsonb_build_object('data', saved, 'late', late);
  end $body$;

  create or replace function ${s}.identikit_add_device(person text, call jsonb) returns jsonb
  language plpgsql ${useIndexes} as $body$
  declare
    device constant jsonb := call -> 'device';
  begin
    if (${s}.identikit_lock(person)).id is null then return null; end if;
    insert into ${s}.identikit_devices as d (user_id, token, platform, channel_id)
      values (person, device ->> 'token', device ->> 'platform', device ->> 'channelId')
      on conflict (user_id, md5(token)) do update
      set platform = excluded.platform, channel_id = excluded.channel_id
      where (d.platform, d.channel_id) is distinct from (excluded.platform, excluded.channel_id);
    if found then perform ${s}.identikit_log(person, call, 'devices.add', device); end if;
    return '{}';
  end $body$;

  create or replace function ${s}.identikit_remove_device(person text, call jsonb) returns jsonb
  language plpgsql ${useIndexes} as $body$
  begin
    if (${s}.identikit_lock(person)).id is null then return null; end if;
    delete from ${s}.identikit_devices
      where user_id = person and md5(token) = md5(call ->> 'token') and token = call ->> 'token';
    if found then
      perform ${s}.identikit_log(person, call, 'devices.remove',
        jsonb_build_object('token', call ->> 'token'));
    end if;
    return '{}';
  end $body$;`
