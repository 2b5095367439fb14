/**
 * Returns the SQL of the first version of the tables, for a quoted schema. It was released with this text, so it is never edited.
 * `orders` holds the last `seq` of each writer by key, the latest writer first: `{ "name": [["writer", 7]] }`.
 */
export const createTables = (s: string): string => `
  create table ${s}.identikit_users (
    id text collate "C" primary key,
    name text,
    first_name text,
    last_name text,
    email text,
    phone text,
    avatar text,
    timezone text,
    locale text,
    created_at text,
    traits jsonb not null default '{}',
    streak jsonb,
    orders jsonb not null default '{}',
    streak_orders jsonb not null default '{}',
    -- The resets of preferences, by scope.
    reset_orders jsonb not null default '{}'
  ) with (fillfactor = 80);
  -- An empty type or channel means none: the row is then a switch over all of them. If enabled is null, the choice was deleted.
  create table ${s}.identikit_preferences (
    user_id text collate "C" not null references ${s}.identikit_users on delete cascade,
    scope text collate "C" not null default '',
    type text collate "C" not null,
    channel text collate "C" not null,
    enabled boolean,
    frequency text,
    orders jsonb not null default '{}',
    place bigint generated always as identity,
    primary key (user_id, scope, type, channel)
  ) with (fillfactor = 80);
  -- A schedule has the keys enabled, timezone, hours and pausedUntil. If it is null, it was deleted.
  create table ${s}.identikit_schedules (
    user_id text collate "C" not null references ${s}.identikit_users on delete cascade,
    scope text collate "C" not null default '',
    schedule jsonb,
    orders jsonb not null default '{}',
    primary key (user_id, scope)
  );
  create table ${s}.identikit_devices (
    user_id text collate "C" not null references ${s}.identikit_users on delete cascade,
    token text not null,
    platform text,
    channel_id text,
    place bigint generated always as identity
  );
  -- Hashed, since a push address may be longer than an index entry.
  create unique index identikit_devices_key on ${s}.identikit_devices (user_id, md5(token));
  create table ${s}.identikit_history (
    id bigint generated always as identity primary key,
    user_id text collate "C" not null references ${s}.identikit_users on delete cascade,
    member text not null,
    change jsonb not null,
    scope text,
    source text,
    at timestamptz not null default now()
  );
  create index identikit_history_user on ${s}.identikit_history (user_id, id);
  create index identikit_history_at on ${s}.identikit_history (at);`
