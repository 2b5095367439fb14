import { createIdentifyManyFunction } from './identifyManyFunction.js'
import { listColumns } from './userColumns.js'
import { useIndexes } from './writeFunctions.js'

/** Returns the SQL of the functions that name every field of a user, for a quoted schema. */
export const createUserFunctions = (s: string): string =>
  createReadFunctions(s) +
  createSaveFunction(s) +
  createIdentifyManyFunction(s) +
  createMergeFunction(s)

const createReadFunctions = (s: string) => `
  create or replace function ${s}.identikit_fields(u ${s}.identikit_users) returns jsonb
  language sql immutable as $body$
    select jsonb_strip_nulls(jsonb_build_object(
    ${listColumns((column, field) => `'${field}', u.${column}`)}))
  $body$;

  create or replace function ${s}.identikit_user(u ${s}.identikit_users) returns jsonb
  language plpgsql stable ${useIndexes} as $body$
  begin
    return ${s}.identikit_fields(u) || jsonb_build_object('id', u.id, 'traits', u.traits, 'devices', (
      select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('token', d.token,
        'platform', d.platform, 'channelId', d.channel_id)) order by d.place), '[]')
      from ${s}.identikit_devices d where d.user_id = u.id));
  end $body$;

  -- Merges traits deeply; null deletes one.
  create or replace function ${s}.identikit_merge_traits(target jsonb, patch jsonb) returns jsonb
  language plpgsql immutable as $body$
  declare
    result jsonb;
    name text;
    value jsonb;
  begin
    if jsonb_typeof(target) is distinct from 'object' then
      if patch = jsonb_strip_nulls(patch) then return patch; end if;
      target := '{}';
    end if;
    result := target || patch;
    if jsonb_path_exists(patch, 'strict $.* ? (@ == null || @.type() == "object")') then
      for name, value in select * from jsonb_each(patch) loop
        if value = 'null' then
          result := result - name;
        elsif jsonb_typeof(value) = 'object' then
          result := result || jsonb_build_object(name,
            ${s}.identikit_merge_traits(target -> name, value));
        end if;
      end loop;
    end if;
    return result;
  end $body$;`

const createSaveFunction = (s: string) => `
  -- Returns null for a user who exists at users.create, or who does not exist at users.update.
  create or replace function ${s}.identikit_save_user(person text, call jsonb) returns jsonb
  language plpgsql ${useIndexes} as $body$
  declare
    member constant text := call ->> 'member';
    writer constant text := call ->> 'writer';
    seq constant bigint := call ->> 'seq';
    fields jsonb;
    trait_patch jsonb;
    late jsonb;
    followed jsonb;
    changed jsonb;
    chosen jsonb := '{}';
    before ${s}.identikit_users;
    saved ${s}.identikit_users;
  begin
    -- Repeats if another call creates or deletes the user between the two statements.
    while saved.id is null loop
      before := ${s}.identikit_lock(person);
      if (before.id is null and member = 'users.update')
        or (before.id is not null and member = 'users.create') then
        return null;
      end if;
      select * into followed, fields, late from ${s}.identikit_follow_patch(
        coalesce(before.orders, '{}'), '', (call -> 'patch') - 'traits', '[]', writer, seq);
      select * into followed, trait_patch, late from ${s}.identikit_follow_patch(
        followed, 'traits.', coalesce(call #> '{patch,traits}', '{}'), late, writer, seq);
      if before.id is null then
        insert into ${s}.identikit_users (id, ${listColumns((column) => column)}, traits, orders)
          values (person, ${listColumns((_, field) => `fields ->> '${field}'`)},
            ${s}.identikit_merge_traits('{}', trait_patch), followed)
          on conflict (id) do nothing returning * into saved;
      else
        update ${s}.identikit_users u set
        ${listColumns((column, field) => `${column} = case when fields ? '${field}' then fields ->> '${field}' else u.${column} end`)},
          traits = ${s}.identikit_merge_traits(u.traits, trait_patch),
          orders = followed
          where u.id = person returning u.* into saved;
      end if;
    end loop;
    changed := ${s}.identikit_changed(fields, ${s}.identikit_fields(before), ${s}.identikit_fields(saved));
    trait_patch := ${s}.identikit_changed(trait_patch, before.traits, saved.traits);
    if trait_patch <> '{}' then
      changed := changed || jsonb_build_object('traits', trait_patch);
    end if;
    if before.id is null or changed <> '{}' then
      perform ${s}.identikit_log(person, call, member, changed);
    end if;
    if call ? 'changes' then chosen := ${s}.identikit_save_choices(person, call); end if;
    return chosen || jsonb_build_object('data', ${s}.identikit_user(saved), 'late', late);
  end $body$;`

const createMergeFunction = (s: string) => `
  -- The remaining user keeps its values and orders; everything else is moved.
  create or replace function ${s}.identikit_merge_users(winner text, call jsonb)
  returns jsonb language plpgsql ${useIndexes} as $body$
  declare
    loser constant text := call ->> 'from';
    merged ${s}.identikit_users;
  begin
    perform ${s}.identikit_lock(least(loser collate "C", winner));
    perform ${s}.identikit_lock(greatest(loser collate "C", winner));
    update ${s}.identikit_users w set
    ${listColumns((column) => `${column} = coalesce(w.${column}, l.${column})`)},
      traits = ${s}.identikit_merge_traits(l.traits, w.traits),
      streak = coalesce(w.streak, l.streak),
      orders = l.orders || w.orders,
      streak_orders = l.streak_orders || w.streak_orders,
      reset_orders = l.reset_orders || w.reset_orders
      from ${s}.identikit_users l where w.id = winner and l.id = loser
      returning w.* into merged;
    if not found then return null; end if;
    insert into ${s}.identikit_preferences as w
      (user_id, scope, type, channel, enabled, frequency, orders)
      select winner, scope, type, channel, enabled, frequency, orders
      from ${s}.identikit_preferences where user_id = loser order by place
      on conflict (user_id, scope, type, channel) do update set
      enabled = coalesce(w.enabled, excluded.enabled),
      frequency = coalesce(w.frequency, excluded.frequency),
      orders = excluded.orders || w.orders;
    insert into ${s}.identikit_schedules as w (user_id, scope, schedule, orders)
      select winner, scope, schedule, orders from ${s}.identikit_schedules where user_id = loser
      on conflict (user_id, scope) do update set
      schedule = coalesce(w.schedule, excluded.schedule), orders = excluded.orders || w.orders;
    insert into ${s}.identikit_devices (user_id, token, platform, channel_id)
      select winner, token, platform, channel_id
      from ${s}.identikit_devices where user_id = loser order by place
      on conflict do nothing;
    update ${s}.identikit_history set user_id = winner where user_id = loser;
    perform ${s}.identikit_log(winner, call, 'users.merge', jsonb_build_object('from', loser));
    delete from ${s}.identikit_users where id = loser;
    return jsonb_build_object('data', ${s}.identikit_user(merged));
  end $body$;`
