import { userFields } from '../../core/user/fields.js'

const columns = userFields.map((field) => ({
  field,
  column: field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
}))

/** Returns a list in SQL with one item per field of a user; the column of a field is its name in snake case. */
function listColumns(toItem: (column: string, field: string) => string): string {
  return columns.map(({ field, column }) => toItem(column, field)).join(',\n    ')
}

const patchedColumns = listColumns(
  (column, field) =>
    `${column} = case when patch -> '${field}' is null then u.${column} else patch ->> '${field}' end`,
)

/** Returns the SQL of the functions that name every field of a user, for a quoted schema. */
export const createUserFunctions = (s: string): string =>
  createMergeFunctions(s) + createSaveFunctions(s)

const createMergeFunctions = (s: string) => `
  create or replace function ${s}.identikit_user(u ${s}.identikit_users) returns jsonb
  language sql stable as $body$
    select jsonb_strip_nulls(jsonb_build_object('id', u.id,
    ${listColumns((column, field) => `'${field}', u.${column}`)}))
      || jsonb_build_object('traits', u.traits, 'devices', (
        select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('token', d.token,
          'platform', d.platform, 'channelId', d.channel_id)) order by d.place), '[]')
        from ${s}.identikit_devices d where d.user_id = u.id))
  $body$;

  create or replace function ${s}.identikit_merge_users(loser text, winner text, source text)
  returns jsonb language plpgsql as $body$
  declare
    merged ${s}.identikit_users;
  begin
    perform from ${s}.identikit_users where id in (loser, winner) order by id for update;
    if (select count(*) from ${s}.identikit_users where id in (loser, winner)) < 2 then
      return null;
    end if;
    update ${s}.identikit_users w set
    ${listColumns((column) => `${column} = coalesce(w.${column}, l.${column})`)},
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

const createSaveFunctions = (s: string) => `
  -- Returns null for a user who exists at users.create, or who does not exist at users.update.
  create or replace function ${s}.identikit_save_user(person text, patch jsonb, changes jsonb,
    member text, source text) returns jsonb language plpgsql as $body$
  declare
    saved ${s}.identikit_users;
  begin
    if member = 'users.update' then
      update ${s}.identikit_users u set ${patchedColumns},
        traits = ${s}.identikit_merge_traits(u.traits, coalesce(patch -> 'traits', '{}'))
        where u.id = person returning u.* into saved;
    else
      insert into ${s}.identikit_users as u (id, ${listColumns((column) => column)}, traits)
        values (person, ${listColumns((_, field) => `patch ->> '${field}'`)},
          ${s}.identikit_merge_traits('{}', coalesce(patch -> 'traits', '{}')))
        on conflict (id) do update set ${patchedColumns},
          traits = ${s}.identikit_merge_traits(u.traits, coalesce(patch -> 'traits', '{}'))
          where member <> 'users.create'
        returning u.* into saved;
    end if;
    if saved.id is null then return null; end if;
    insert into ${s}.identikit_history (user_id, member, change, source)
      values (person, member, patch, nullif(source, ''));
    if changes <> '[]' then
      perform ${s}.identikit_choose(person, changes, false, 'preferences.update', source);
    end if;
    return ${s}.identikit_user(saved);
  end $body$;

  -- Saves in the order of the ids, so that two calls lock rows in the same order; the last record of an id counts.
  create or replace function ${s}.identikit_identify_many(people jsonb, source text)
  returns integer language plpgsql as $body$
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
      perform ${s}.identikit_save_user(person, patch, '[]', 'users.identifyMany', source);
      taken := taken + 1;
    end loop;
    return taken;
  end $body$;`
