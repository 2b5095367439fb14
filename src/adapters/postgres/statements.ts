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
    list: `select ${s}.identikit_user(u)::text as answer from ${s}.identikit_users u
  where u.id > $1 order by u.id limit $2::text::integer`,
    merge: callFunction('merge_users'),
    /** id, scope */
    getChoices: `select ${s}.identikit_choices(id, $2)::text as answer from ${s}.identikit_users where id = $1`,
    choose: callFunction('choose'),
    reset: callFunction('reset'),
    getStreak: `select coalesce(streak, '{}')::text as answer from ${s}.identikit_users where id = $1`,
    updateStreak: callFunction('update_streak'),
    addDevice: callFunction('add_device'),
    removeDevice: callFunction('remove_device'),
    /** id, limit */
    history: `select jsonb_build_object('member', member, 'change', change, 'scope', scope, 'source', source,
    'at', at)::text as answer
  from ${s}.identikit_history where user_id = $1 order by id desc limit $2::text::integer`,
  }
}
