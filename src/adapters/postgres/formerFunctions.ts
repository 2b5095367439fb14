import { findChoice } from './preferenceFunctions.js'
import { useIndexes } from './writeFunctions.js'

/** Returns the SQL of the functions that only processes of former versions call, for a quoted schema. */
export const createFormerFunctions = (s: string): string => `
  -- Lists the choices without frequencies.
  create or replace function ${s}.identikit_list_choices(person text, space text, changes jsonb default null)
  returns json language plpgsql ${useIndexes} as $body$
  begin
    if changes is null then
      return (select coalesce(json_agg(json_build_array(p.type, p.channel, p.enabled) order by p.place), '[]')
        from ${s}.identikit_preferences p
        where p.user_id = person and p.scope = space and p.enabled is not null);
    end if;
    return (select coalesce(json_agg(json_build_array(p.type, p.channel, p.enabled) order by p.place), '[]')
      from jsonb_to_recordset(changes) as c (type text, channel text)
      cross join lateral (${findChoice(s)}) as p
      where p.enabled is not null);
  end $body$;

  create or replace function ${s}.identikit_choices(person text, scope text) returns jsonb
  language plpgsql stable ${useIndexes} as $body$
  begin
    return (select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('type', nullif(p.type, ''),
      'channel', nullif(p.channel, ''), 'enabled', p.enabled)) order by p.place), '[]')
      from ${s}.identikit_preferences p
      where p.user_id = person and p.scope = $2 and p.enabled is not null);
  end $body$;

  create or replace function ${s}.identikit_choose(person text, call jsonb) returns jsonb
  language plpgsql ${useIndexes} as $body$
  declare
    report constant jsonb := ${s}.identikit_save_choices(person, call);
  begin
    return report || jsonb_build_object('data',
      ${s}.identikit_choices(person, coalesce(call ->> 'scope', '')));
  end $body$;

  create or replace function ${s}.identikit_reset(person text, call jsonb) returns jsonb
  language plpgsql ${useIndexes} as $body$
  declare
    report constant jsonb := ${s}.identikit_delete_choices(person, call);
  begin
    return report || jsonb_build_object('data',
      ${s}.identikit_choices(person, coalesce(call ->> 'scope', '')));
  end $body$;`
