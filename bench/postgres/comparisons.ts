import { createPerson, toId, type Database } from './database.js'

/** A call of ours beside bare SQL that does the same. */
export interface Comparison {
  readonly name: string
  /** The number of users, or of calls, of one run. */
  readonly count: number
  /** The largest ratio of the CPU time in the database. */
  readonly limit?: number
  /** Runs ours. The number of the run is different in each. */
  readonly ours: (run: number) => Promise<unknown>
  readonly bare: (run: number) => Promise<unknown>
}

const batch = 500
const pageSize = 1000
/** The number of the first person who isn't stored by `fill`. */
const firstNew = 2_000_000

const saveMany = `with people as (
    select value from jsonb_array_elements($1::text::jsonb)
  ), saved as (
    insert into bare.identikit_users (id, name, email, timezone, locale, created_at, traits)
    select value ->> 'id', value ->> 'name', value ->> 'email', value ->> 'timezone',
      value ->> 'locale', value ->> 'createdAt', value -> 'traits' from people
    on conflict (id) do update set name = excluded.name, email = excluded.email,
      timezone = excluded.timezone, locale = excluded.locale, created_at = excluded.created_at,
      traits = excluded.traits
  )
  insert into bare.identikit_history (user_id, member, change)
    select value ->> 'id', 'import', value from people`

/** Repeats a call, because one is too short to measure. */
const repeat = (count: number, call: (nth: number) => Promise<unknown>) => async (run: number) => {
  for (let nth = 0; nth < count; nth += 1) await call(run * count + nth)
}

/** Returns the comparisons whose cost could grow with the number of stored users. */
export function compareUsers({ adapter, client, query }: Database, users: number): Comparison[] {
  const createBatch = (from: number, plan: string) =>
    Array.from({ length: batch }, (_, index) => createPerson(from + index, plan))
  const bareMany = (people: readonly object[]) => query(saveMany, [JSON.stringify(people)])
  const old = (run: number) => (run * batch * 7) % Math.max(1, users - batch)
  const someone = (nth: number) => (nth * 7919) % users
  return [
    {
      name: 'identifyMany: new users',
      count: batch,
      limit: 2,
      ours: (run) => client.users.identifyMany(createBatch(firstNew + run * batch, 'pro')),
      bare: (run) => bareMany(createBatch(firstNew + run * batch, 'pro')),
    },
    {
      name: 'identifyMany: changes of users',
      count: batch,
      limit: 2.5,
      ours: (run) => client.users.identifyMany(createBatch(old(run), `plan ${run}`)),
      bare: (run) => bareMany(createBatch(old(run), `plan ${run}`)),
    },
    {
      name: 'list: 1,000 users',
      count: pageSize,
      limit: 5,
      ours: () => client.users.list({ limit: pageSize }),
      bare: () => query(`select * from bare.identikit_users order by id limit ${pageSize}`),
    },
    {
      name: 'get',
      count: 50,
      ours: repeat(50, (nth) => client.users.get(toId(someone(nth)))),
      bare: repeat(50, (nth) =>
        query('select * from bare.identikit_users where id = $1', [toId(someone(nth))]),
      ),
    },
    {
      name: 'findByEmail',
      count: 50,
      ours: repeat(50, (nth) => adapter.findByEmail(`person${someone(nth)}@example.com`)),
      bare: repeat(50, (nth) =>
        query('select * from bare.identikit_users where lower(email) = $1', [
          `person${someone(nth)}@example.com`,
        ]),
      ),
    },
  ]
}

/** Returns the comparisons whose cost could grow with the number of the person's types. */
export function compareChoices(
  { client, query }: Database,
  id: string,
  types: number,
): Comparison[] {
  const { preferences } = client
  const toChange = (nth: number) => ({
    type: `type ${1 + (nth % types)}`,
    channel: 'email',
    enabled: Math.floor(nth / types) % 2 === 1,
  })
  const count = types > 100 ? 10 : 50
  const bareChange = repeat(count, (nth) => {
    const { type, channel, enabled } = toChange(nth)
    return query(
      `with saved as (
        insert into bare.identikit_preferences (user_id, type, channel, enabled)
        values ($1, $2, $3, $4::boolean) on conflict (user_id, scope, type, channel)
        do update set enabled = excluded.enabled)
      insert into bare.identikit_history (user_id, member, change) values ($1, 'change', $5::jsonb)`,
      [id, type, channel, String(enabled), JSON.stringify(toChange(nth))],
    )
  })
  return [
    {
      name: 'preferences.get',
      count,
      limit: 5,
      ours: repeat(count, () => preferences.get(id)),
      bare: repeat(count, () =>
        query(
          `select type, channel, enabled from bare.identikit_preferences
          where user_id = $1 and scope = '' order by place`,
          [id],
        ),
      ),
    },
    {
      name: 'preferences.update, which returns all',
      count,
      ours: repeat(count, (nth) => preferences.update(id, toChange(nth))),
      bare: bareChange,
    },
    {
      name: 'preferences.update, which returns the change',
      count,
      limit: 5,
      ours: repeat(count, (nth) => preferences.update(id, toChange(nth), { returning: 'changes' })),
      bare: bareChange,
    },
  ]
}
