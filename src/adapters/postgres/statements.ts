import { listColumns } from './columns.js'

/** The SQL statements of the adapter. */
export type Statements = ReturnType<typeof createStatements>

/**
 * Creates the statements for a quoted schema. Each is independent, because a pool in transaction mode may run two statements on two
 * connections. Parameters are text and cast here, because drivers convert other types differently.
 */
export function createStatements(s: string) {
  const patch = '$2::text::jsonb'
  const insert = `insert into ${s}.identikit_users as u (id, ${listColumns((column) => column)}, traits)
    values ($1, ${listColumns((_, field) => `${patch} ->> '${field}'`)},
    ${s}.identikit_merge_traits('{}', coalesce(${patch} -> 'traits', '{}')))`
  const set = `${listColumns(
    (column, field) =>
      `${column} = case when ${patch} -> '${field}' is null then u.${column} else ${patch} ->> '${field}' end`,
  )},
    traits = ${s}.identikit_merge_traits(u.traits, coalesce(${patch} -> 'traits', '{}'))`
  const logUser = (member: string) => `logged as (
    insert into ${s}.identikit_history (user_id, member, change, source)
    select (saved.u).id, '${member}', ${patch}, nullif($3::text, '') from saved)`
  const chooseAndLog = (member: string) => `chosen as (
    insert into ${s}.identikit_preferences (user_id, type, channel, enabled)
    select (saved.u).id, coalesce(c.type, ''), coalesce(c.channel, ''), c.enabled
    from saved, rows from (
      jsonb_to_recordset($4::text::jsonb) as (type text, channel text, enabled boolean)
    ) with ordinality as c (type, channel, enabled, nth)
    order by c.nth
    on conflict (user_id, type, channel) do update set enabled = excluded.enabled
  ), logged as (
    insert into ${s}.identikit_history (user_id, member, change, source)
    select (saved.u).id, e.member, e.change, nullif($3::text, '')
    from saved, (values
      (1, '${member}', ${patch}), (2, 'preferences.update', $4::text::jsonb)
    ) as e (nth, member, change)
    where e.change <> '[]' order by e.nth
  )`
  const answerUser = `select ${s}.identikit_user(saved.u)::text as answer from saved`
  const person = `person as (select id from ${s}.identikit_users where id = $1)`
  const logPerson = (member: string, change: string) => `logged as (
    insert into ${s}.identikit_history (user_id, member, change, source)
    select id, '${member}', ${change}, nullif($3::text, '') from person)`

  return {
    get: `select ${s}.identikit_user(u)::text as answer from ${s}.identikit_users u where u.id = $1`,
    /** id, patch, source, changes */
    identify: `with saved as (
    ${insert}
    on conflict (id) do update set ${set}
    returning u
  ), ${chooseAndLog('users.identify')}
  ${answerUser}`,
    /** users, source */
    identifyMany: `select ${s}.identikit_identify_many($1::text::jsonb, $2)::text as answer`,
    /** id, patch, source, changes */
    create: `with saved as (
    ${insert}
    on conflict (id) do nothing
    returning u
  ), ${chooseAndLog('users.create')}
  ${answerUser}`,
    /** id, patch, source */
    update: `with saved as (
    update ${s}.identikit_users u set ${set}
    where u.id = $1
    returning u
  ), ${logUser('users.update')}
  ${answerUser}`,
    delete: `delete from ${s}.identikit_users where id = $1`,
    /** the last id of the previous page, limit */
    list: `select ${s}.identikit_user(u)::text as answer from ${s}.identikit_users u
  where u.id > $1 order by u.id limit $2::text::integer`,
    /** from, into, source */
    merge: `select ${s}.identikit_merge_users($1, $2, $3)::text as answer`,
    getChoices: `select ${s}.identikit_choices(id)::text as answer from ${s}.identikit_users where id = $1`,
    /** id, changes, whether to delete all other choices, member, source */
    choose: `select ${s}.identikit_choose($1, $2::text::jsonb, $3::text::boolean, $4, $5)::text as answer`,
    getStreak: `select coalesce(streak, '{}')::text as answer from ${s}.identikit_users where id = $1`,
    /** id, patch, source */
    updateStreak: `with person as (
    update ${s}.identikit_users set streak = coalesce(streak, '{}') || ${patch}
    where id = $1
    returning id, streak
  ), ${logPerson('streak.update', patch)}
  select streak::text as answer from person`,
    /** id, device, source */
    addDevice: `with ${person}, added as (
    insert into ${s}.identikit_devices (user_id, token, platform, channel_id)
    select id, ${patch} ->> 'token', ${patch} ->> 'platform', ${patch} ->> 'channelId' from person
    on conflict (user_id, md5(token)) do update
    set platform = excluded.platform, channel_id = excluded.channel_id
  ), ${logPerson('devices.add', patch)}
  select '{}' as answer from person`,
    /** id, token, source */
    removeDevice: `with ${person}, removed as (
    delete from ${s}.identikit_devices d using person where d.user_id = person.id and d.token = $2
  ), ${logPerson('devices.remove', "jsonb_build_object('token', $2::text)")}
  select '{}' as answer from person`,
    /** id, limit */
    history: `select jsonb_build_object('member', member, 'change', change, 'source', source, 'at', at)::text as answer
  from ${s}.identikit_history where user_id = $1 order by id desc limit $2::text::integer`,
  }
}
