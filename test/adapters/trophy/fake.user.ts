/** A user as Trophy stores them, in the names of its API. */
export interface TrophyUser {
  id: string
  name: string | null
  email: string | null
  tz: string | null
  signUpDate: string | null
  deviceTokens: string[] | null
  subscribeToEmails: boolean
  attributes: Record<string, string>
  control: boolean
  created: string
  updated: string
  notifications: Record<string, string[]>
  streak: Record<string, unknown> | undefined
  totals: Record<string, number>
}

/** The rules of the fake; some are not documented. */
export interface TrophyRules {
  /** The keys that are declared in the dashboard. */
  readonly attributes: readonly string[]
  /** Whether attributes are merged or replaced; not documented. */
  readonly merge: 'merge' | 'replace'
  /** The status and the separator of an error about undeclared keys; not documented. */
  readonly undeclared: { readonly status: number; readonly separator: string }
  /** Returns the current time. */
  readonly now: () => Date
}

/** An error response. */
export class TrophyRefusal extends Error {
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

/** Creates a user without data. */
export function createUser(id: string, now: Date): TrophyUser {
  return {
    id,
    name: null,
    email: null,
    tz: null,
    signUpDate: null,
    deviceTokens: null,
    subscribeToEmails: true,
    attributes: {},
    control: false,
    created: now.toISOString(),
    updated: now.toISOString(),
    notifications: {},
    streak: undefined,
    totals: {},
  }
}

const isText = (value: unknown) => typeof value === 'string'
const isTexts = (value: unknown): value is string[] => Array.isArray(value) && value.every(isText)
const isMap = (value: unknown) =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Returns the user after a write: the sent fields are set, the others are kept. */
export function upsert(
  user: TrophyUser,
  body: Readonly<Record<string, unknown>>,
  rules: TrophyRules,
): TrophyUser {
  const next = { ...user, updated: rules.now().toISOString() }
  const set = (key: keyof TrophyUser, isValid: (value: unknown) => boolean, isNullable = false) => {
    const value = body[key]
    if (value === undefined) return
    if (!isValid(value) && !(isNullable && value === null))
      throw new TrophyRefusal(422, `Invalid ${key}.`)
    Object.assign(next, { [key]: value })
  }
  set('name', isText)
  set('email', isText)
  set('tz', isText, true)
  set('deviceTokens', isTexts, true)
  set('subscribeToEmails', (value) => typeof value === 'boolean')
  set('signUpDate', isText, true)
  if (typeof body['signUpDate'] === 'string')
    next.signUpDate = toDay(body['signUpDate'], next.tz, rules.now())
  if (body['subscribeToEmails'] === true && !isText(body['email'])) {
    throw new TrophyRefusal(422, 'An email is required if subscribeToEmails is true.')
  }
  if (!next.subscribeToEmails) next.email = null
  if (body['attributes'] !== undefined) {
    const sent = checkAttributes(body['attributes'], rules)
    const before = rules.merge === 'merge' ? Object.entries(user.attributes) : []
    next.attributes = Object.fromEntries([...before, ...Object.entries(sent)])
  }
  return next
}

function toDay(text: string, tz: string | null, now: Date): string {
  const time = new Date(text)
  if (Number.isNaN(time.getTime())) throw new TrophyRefusal(422, 'Invalid signUpDate.')
  const day = time.toISOString().slice(0, 10)
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: tz ?? 'UTC' }).format(now)
  if (day > today) throw new TrophyRefusal(422, 'signUpDate must not be after today.')
  return day
}

/** Checks that attributes are declared strings. */
export function checkAttributes(
  sent: unknown,
  { attributes, undeclared }: Pick<TrophyRules, 'attributes' | 'undeclared'>,
): Record<string, string> {
  if (!isMap(sent) || !Object.values(sent as object).every(isText)) {
    throw new TrophyRefusal(422, 'Attributes must be strings.')
  }
  const unknown = Object.keys(sent as object).filter((key) => !attributes.includes(key))
  if (unknown.length > 0) {
    throw new TrophyRefusal(
      undeclared.status,
      `Invalid attribute keys: ${unknown.join(undeclared.separator)}. Please ensure all attribute keys match those set up at https://app.trophy.so/users/attributes.`,
    )
  }
  return sent as Record<string, string>
}

const types = ['achievement_completed', 'recap', 'reactivation', 'streak_reminder']
const channels = ['email', 'push']

/** Returns the user after a write of preferences, which is saved as a whole or refused. */
export function setPreferences(
  user: TrophyUser,
  body: Readonly<Record<string, unknown>>,
  { canCustomize }: { readonly canCustomize: boolean },
): TrophyUser {
  const next = { ...user }
  if (body['notifications'] !== undefined) {
    const sent = Object.entries(body['notifications'] as object)
    for (const [type, list] of sent) {
      const isValid = isTexts(list) && list.every((channel) => channels.includes(channel))
      if (!types.includes(type) || !isValid) throw new TrophyRefusal(422, 'Invalid notifications.')
    }
    next.notifications = { ...user.notifications, ...Object.fromEntries(sent) }
  }
  if (body['streak'] !== undefined) {
    const sent = body['streak'] as Record<string, unknown>
    if (!canCustomize && Object.keys(sent).some((key) => key !== 'enabled')) {
      throw new TrophyRefusal(403, 'Streak customization is not enabled for this organisation')
    }
    const { evaluationMode: mode, daysOff = [] } = sent
    if (mode !== undefined && mode !== 'AND' && mode !== 'OR')
      throw new TrophyRefusal(422, 'Invalid evaluationMode.')
    if (!Array.isArray(daysOff) || daysOff.length > 6) throw new TrophyRefusal(422, 'Invalid days.')
    next.streak = { ...user.streak, ...sent }
  }
  return next
}
