/** The zones of tzdb without a city. The signs of their names are reversed: `Etc/GMT+5` is five hours behind UTC. */
const fixedZone = /^(?:Etc\/)?(?:GMT|UTC|UCT|Zulu|Universal|Greenwich)(?:([+-])(\d+)|0)?$/i

/** Returns the city of a time zone, or its offset if it has none, such as `UTC−5` for `Etc/GMT+5`. */
export function getZoneName(zone: string): string {
  const fixed = fixedZone.exec(zone)
  if (!fixed) return zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ')
  const [, sign, hours = '0'] = fixed
  return Number(hours) === 0 ? 'UTC' : `UTC${sign === '+' ? '\u2212' : '+'}${Number(hours)}`
}
