import { withKey } from '../../core/objectKeys.js'
import { userFields, userFlags } from '../../core/user/fields.js'
import { UsageError } from '../terminal.js'

/** Where columns go, by their names: the choices of `--map`. An empty target leaves the column out. */
export type ColumnMap = ReadonlyMap<string, string>

const traitPrefix = 'traits.'

/** The fields that a column can hold. */
export const columnFields: readonly string[] = ['id', ...userFields, ...userFlags]

/** Other names of columns in exports of services and in spreadsheets, as `normalize` returns them. */
const aliases: Readonly<Record<string, readonly string[]>> = {
  id: ['userid', 'uid', 'useruid', 'localid', 'externalid', 'externaluserid'],
  avatar: ['avatarurl', 'photourl', 'picture', 'pictureurl', 'imageurl', 'image'],
  name: ['fullname', 'displayname'],
  firstName: ['givenname', 'forename', 'fname'],
  lastName: ['familyname', 'surname', 'lname'],
  email: ['emailaddress', 'mail', 'useremail', 'primaryemail', 'primaryemailaddress'],
  phone: ['phonenumber', 'primaryphonenumber', 'telephone', 'tel', 'mobile', 'mobilephone'],
  timezone: ['timezonename', 'tz', 'zoneinfo'],
  locale: ['language', 'lang', 'languagecode', 'preferredlanguage'],
  createdAt: [
    'created',
    'datecreated',
    'creationdate',
    'creationtime',
    'signupdate',
    'registeredat',
  ],
}

interface Candidate {
  readonly target: string
  /** 0 for a choice of `--map`, 1 for the exact name, 2 for another spelling, 3 for another name. */
  readonly rank: number
}

const targetsByName = new Map<string, Candidate>([
  ...Object.entries(aliases).flatMap(([target, names]) =>
    names.map((name) => [name, { target, rank: 3 }] as const),
  ),
  ...columnFields.map((target) => [normalize(target), { target, rank: 2 }] as const),
])

function normalize(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s_\-.$]/g, '')
}

function findCandidate(name: string, map: ColumnMap): Candidate | undefined {
  const mapped = map.get(name)
  if (mapped !== undefined) return mapped === '' ? undefined : { target: mapped, rank: 0 }
  if (name === 'traits' || columnFields.includes(name) || isTrait(name)) {
    return { target: name, rank: 1 }
  }
  return targetsByName.get(normalize(name))
}

/** Returns whether a column can be imported without `--map`. */
export const isKnownColumn = (name: string): boolean => findCandidate(name, new Map()) !== undefined

/** Returns whether a name is that of a trait, e.g. `traits.plan` or `traits.address.city`. */
export function isTrait(name: string): boolean {
  return name.startsWith(traitPrefix) && name.split('.').every((part) => part !== '')
}

/**
 * Returns the target of each column; `undefined` for a column that isn't imported. A column with the name of a field wins over one
 * with another name for it.
 * @throws UsageError if two columns fit one field equally well, or may both hold the id
 */
export function assignColumns(
  names: readonly string[],
  map: ColumnMap,
): readonly (string | undefined)[] {
  const candidates = names.map((name) => findCandidate(name, map))
  return candidates.map((candidate, index) => {
    if (!candidate) return undefined
    const { target, rank } = candidate
    const rivals = candidates.flatMap((other, place) =>
      other?.target === target && place !== index ? [{ ...other, name: names[place] ?? '' }] : [],
    )
    if (rivals.some((rival) => rival.rank < rank) && (target !== 'id' || hasMapped(rivals))) {
      return undefined
    }
    const equal = rivals.find((rival) => rival.rank === rank || (target === 'id' && rank > 0))
    if (!equal) return target
    const name = names[index] ?? ''
    if (equal.name === name) throw new UsageError(`The column ${quote(name)} appears twice.`)
    throw new UsageError(
      `The columns ${quote(name)} and ${quote(equal.name)} both fit ${target}. Choose one, for example with --map ${quote(`${name}=${target}`)}.`,
    )
  })
}

const hasMapped = (candidates: readonly Candidate[]) => candidates.some(({ rank }) => rank === 0)

/** Quotes the name of a column. */
export const quote = (name: string): string => JSON.stringify(name.slice(0, 100))

/** Returns whether a value is an object and no list. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Returns a copy with the value at a path, e.g. `['traits', 'address', 'city']`. */
export function withPath(
  map: Readonly<Record<string, unknown>>,
  [key = '', ...rest]: readonly string[],
  value: unknown,
): Record<string, unknown> {
  if (rest.length === 0) return withKey(map, key, value)
  const inner = Object.hasOwn(map, key) ? map[key] : undefined
  return withKey(map, key, withPath(isObject(inner) ? inner : {}, rest, value))
}
