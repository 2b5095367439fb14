import { listColumns } from './userColumns.js'
import { useIndexes } from './writeFunctions.js'

/** Without it, a plan from the time of a small table would read the whole table, however large it has become. */
const findEachByKey = `${useIndexes} set enable_hashjoin = off set enable_mergejoin = off`

/**
 * Returns the SQL of the function that saves many users, for a quoted schema. It has one statement for all of them, which finds each by
 * its key. If another call creates one of the users meanwhile, the insert fails as a duplicate and the adapter repeats the call.
 */
export const createIdentifyManyFunction = (s: string): string => `
  -- Locks and inserts in the order of the ids, so that two calls can't wait for each other.
  create or replace function ${s}.identikit_identify_many(people jsonb, source text)
  returns integer language plpgsql ${findEachByKey} as $body$
  declare
    total constant integer := jsonb_array_length(people);
    different integer;
    repeated record;
  begin
    with given as materialized (
      select distinct on (p.value ->> 'id' collate "C")
        p.value ->> 'id' as id, p.value -> 'patch' as patch
      from jsonb_array_elements(people) with ordinality as p (value, nth)
      order by p.value ->> 'id' collate "C", p.nth
    ), merged as materialized (
      select g.id, old.id is null as is_new, old.traits as old_traits, g.patch -> 'traits' as trait_patch,
        g.patch - array['traits',
          ${listColumns((column, field) => `case when old.${column} is not distinct from g.patch ->> '${field}' then '${field}' end`)}]
          as change,
        ${listColumns((column, field) => `case when g.patch ? '${field}' then g.patch ->> '${field}' else old.${column} end as ${column}`)},
        case when g.patch ? 'traits'
          then ${s}.identikit_merge_traits(old.traits, g.patch -> 'traits')
          else coalesce(old.traits, '{}') end as traits
      from given g left join lateral (
        select * from ${s}.identikit_users u where u.id = g.id for no key update) as old on true
    ), changed as materialized (
      select m.*, case
          when m.traits = coalesce(m.old_traits, '{}') then m.change
          when m.is_new and m.traits = m.trait_patch then m.change || jsonb_build_object('traits', m.traits)
          else m.change || jsonb_build_object('traits', (
            select jsonb_object_agg(t.key, t.value) from jsonb_each(m.trait_patch) t
            where (m.old_traits -> t.key) is distinct from (m.traits -> t.key))) end as all_changes
      from merged m
    ), inserted as (
      insert into ${s}.identikit_users (id, ${listColumns((column) => column)}, traits)
        select c.id, ${listColumns((column) => `c.${column}`)}, c.traits from changed c where c.is_new
    ), updated as (
      update ${s}.identikit_users u
        set ${listColumns((column) => `${column} = c.${column}`)}, traits = c.traits
        from changed c where u.id = c.id and not c.is_new and c.all_changes <> '{}'
    ), logged as (
      insert into ${s}.identikit_history (user_id, member, change, source)
        select c.id, 'users.identifyMany', c.all_changes, nullif(source, '') from changed c
        where c.is_new or c.all_changes <> '{}'
    )
    select count(*) into different from given;
    if different = total then return total; end if;

    -- The later records of users who have several.
    for repeated in
      select p.id, p.patch from (
        select v.value ->> 'id' as id, v.value -> 'patch' as patch, v.nth,
          row_number() over (partition by v.value ->> 'id' order by v.nth) as place
        from jsonb_array_elements(people) with ordinality as v (value, nth)) as p
      where p.place > 1 order by p.id collate "C", p.nth
    loop
      perform ${s}.identikit_save_user(repeated.id, jsonb_strip_nulls(jsonb_build_object(
        'member', 'users.identifyMany', 'source', nullif(source, '')))
        || jsonb_build_object('patch', repeated.patch));
    end loop;
    return total;
  end $body$;`
