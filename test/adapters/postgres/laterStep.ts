import type { Step } from '../../../src/adapters/postgres/migrations.js'

/** A step of a made-up later version, which only adds. */
export const laterStep: Step = {
  sql: (s) => `
  alter table ${s}.identikit_users add column pronouns text;
  alter table ${s}.identikit_preferences add column digest boolean not null default false;
  create table ${s}.identikit_later (user_id text references ${s}.identikit_users on delete cascade);`,
}
