/** The SQL statements of the adapter. */
export type Statements = ReturnType<typeof createStatements>

/**
 * Creates the statements for a quoted schema. Each is independent, because a pool in transaction mode may run two statements on two
 * connections. Parameters are text and cast here, because drivers convert other types differently.
 */
export function createStatements(s: string) {
  const patch = '$2::text::jsonb'
  const person = `person as (select id from ${s}.identikit_users where id = $1)`
  const logPerson = (member: string, change: string) => `logged as (
    insert into ${s}.identikit_history (user_id, member, change, source)
    select id, '${member}', ${change}, nullif($3::text, '') from person)`

  return {
    get: `select ${s}.identikit_user(u)::text as answer from ${s}.identikit_users u where u.id = $1`,
    /** id, patch, changes, member, source */
    saveUser: `select ${s}.identikit_save_user($1, ${patch}, $3::text::jsonb, $4, $5)::text as answer`,
    /** users, source */
    identifyMany: `select ${s}.identikit_identify_many($1::text::jsonb, $2)::text as answer`,
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
