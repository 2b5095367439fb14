import { listColumns } from './userColumns.js'

/** The SQL statements of the adapter. */
export type Statements = ReturnType<typeof createStatements>

/**
 * Creates the statements for a quoted schema. Each is independent, because a pool in transaction mode may run two statements on two
 * connections. Parameters are text and cast here, because drivers convert other types differently. A write is one call of a function
 * with the user's id and an object, so that functions of later versions have the same signature.
 */
export function createStatements(s: string) {
  const callFunction = (name: string) =>
    `select ${s}.identikit_${name}($1, $2::text::jsonb)::text as answer`

  return {
    get: `select ${s}.identikit_user(u)::text as answer from ${s}.identikit_users u where u.id = $1`,
    saveUser: callFunction('save_user'),
    /** users, source */
    identifyMany: `select ${s}.identikit_identify_many($1::text::jsonb, $2)::text as answer`,
    delete: `delete from ${s}.identikit_users where id = $1`,
    /** the last id of the previous page, limit */
    list: `select ${listUser(s)} as answer from ${s}.identikit_users u
  where u.id > $1 order by u.id limit $2::text::integer`,
    merge: callFunction('merge_users'),
    /** id, scope */
    getChoices: `select ${s}.identikit_list_settings(id, $2)::text as answer from ${s}.identikit_users where id = $1`,
    savePreferences: callFunction('save_preferences'),
    getStreak: `select coalesce(streak, '{}')::text as answer from ${s}.identikit_users where id = $1`,
    updateStreak: callFunction('update_streak'),
    /** id, scope */
    getSchedule: `select ${selectSchedule(s, 'u.id')}::text as answer from ${s}.identikit_users u where u.id = $1`,
    updateSchedule: callFunction('update_schedule'),
    addDevice: callFunction('add_device'),
    removeDevice: callFunction('remove_device'),
    /** the last id of the page, limit */
    listBefore: `select answer from (select u.id, ${listUser(s)} as answer
    from ${s}.identikit_users u where u.id <= $1 order by u.id desc limit $2::text::integer) p order by id`,
    findByEmail: `select ${listUser(s)} as answer from ${s}.identikit_users u
  where lower(u.email) = lower($1) order by u.id limit 1000`,
    /** ids as JSON, scope */
    getMany: `select json_build_array(${listParts(s)}, ${s}.identikit_list_settings(u.id, $2),
    ${selectSchedule(s, 'u.id')})::text as answer
  from ${s}.identikit_users u
  where u.id = any (array(select json_array_elements_text($1::text::json)))`,
    /** id, limit, the id of an entry that is newer than all of them */
    history: `select jsonb_build_object('id', id::text, 'member', member, 'change', change, 'scope', scope, 'source', source,
    'at', at)::text as answer
  from ${s}.identikit_history where user_id = $1 and id < $3::text::bigint
  order by id desc limit $2::text::integer`,
    listScopes: `select distinct scope as answer from (
    select scope from ${s}.identikit_preferences where user_id = $1 and enabled is not null or user_id = $1 and frequency is not null
    union select scope from ${s}.identikit_schedules where user_id = $1) found
  where scope <> '' order by 1`,
    /** before, the time and id of the last entry that was examined, limit */
    pruneHistory: createPruneStatement(s),
  }
}

/**
 * Returns a user as a list: the id, the fields in the order of `userFields`, traits, devices. It builds no object and calls no function,
 * which would cost several times as much as the row.
 */
const listParts = (
  s: string,
) => `json_build_array(u.id, ${listColumns((column) => `u.${column}`)}, u.traits, (
    select json_agg(json_strip_nulls(json_build_object(
      'token', d.token, 'platform', d.platform, 'channelId', d.channel_id)) order by d.place)
    from ${s}.identikit_devices d where d.user_id = u.id))`

const listUser = (s: string) => `${listParts(s)}::text`

/** Returns the schedule of a user in the scope `$2`, as far as it was saved. */
const selectSchedule = (s: string, id: string) => `coalesce((select t.schedule
    from ${s}.identikit_schedules t where t.user_id = ${id} and t.scope = $2), '{}')`

/** Deletes old entries of the history. Entries that another transaction has locked are skipped, so that it waits for none. */
const createPruneStatement = (s: string) => `with examined as materialized (
    select * from ${s}.identikit_history h
    where h.at < $1::text::timestamptz and (h.at, h.id) > ($2::text::timestamptz, $3::text::bigint)
    order by h.at, h.id limit $4::text::integer
  ), expired as (
    -- The last entry that made a stored choice is kept.
    select e.user_id, e.id from examined e where not exists (
      select from ${listChoices('e', 'c')} join ${s}.identikit_preferences p
        on p.user_id = e.user_id and p.scope = coalesce(e.scope, '') and p.type = coalesce(c.type, '')
        and p.channel = coalesce(c.channel, '')
        and (p.enabled = c.enabled or p.frequency = c.frequency)
      where not exists (
        select from ${s}.identikit_history later cross join lateral ${listChoices('later', 'l')}
        where later.user_id = e.user_id and later.id > e.id and coalesce(later.scope, '') = p.scope
          and coalesce(l.type, '') = p.type and coalesce(l.channel, '') = p.channel
          and (l.enabled = p.enabled and c.enabled is not null
            or l.frequency = p.frequency and c.frequency is not null)))
  ), deleted as (
    delete from ${s}.identikit_history where (user_id, id) in (
      select user_id, id from ${s}.identikit_history
      where (user_id, id) in (select user_id, id from expired) for update skip locked)
    returning id
  )
  select jsonb_build_object('deleted', (select count(*) from deleted), 'examined', count(*), 'last',
    (select jsonb_build_array(at, id::text) from examined order by at desc, id desc limit 1))::text as answer
  from examined`

/** Lists the choices of an entry of the history as rows. */
const listChoices = (entry: string, alias: string) => `jsonb_to_recordset(
    case when ${entry}.member = 'preferences.update' then ${entry}.change else '[]' end)
    as ${alias} (type text, channel text, enabled boolean, frequency text)`
