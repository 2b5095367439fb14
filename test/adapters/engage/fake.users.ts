import { isScalar, EngageRefusal, type UndocumentedBehavior } from './fake.rules.js'

/** A stored user; `id` is internal to Engage. */
export interface FakeUser {
  readonly uid: string
  id?: string
  uid_updateable?: boolean
  first_name?: string | null
  last_name?: string | null
  email?: string | null
  number?: string | null
  tz?: string | null
  created_at?: string
  archived?: boolean
  meta?: Record<string, unknown>
  devices?: { token: string; platform: string }[]
  lists?: { id: string; subscribed: boolean }[]
  segments?: { id: string; suppressed: boolean }[]
}

/** A stored event. */
export interface FakeEvent {
  readonly uid: string
  readonly event: unknown
  readonly value?: unknown
  readonly properties?: unknown
  readonly timestamp?: unknown
}

const standard = ['first_name', 'last_name', 'email', 'number', 'tz', 'created_at'] as const

/** Creates the users of the fake and the operations on them. */
export function createFakeUsers(
  users: readonly (string | FakeUser)[],
  undocumented: UndocumentedBehavior,
) {
  let count = 0
  const byUid = new Map<string, FakeUser>()
  const events: FakeEvent[] = []
  const queue: (() => void)[] = []

  function add(user: FakeUser): FakeUser {
    count += 1
    const stored: FakeUser = {
      id: count.toString(16).padStart(24, '5fc6477241fcec31a9548e98'),
      uid_updateable: false,
      archived: false,
      ...structuredClone(user),
    }
    byUid.set(user.uid, stored)
    return stored
  }
  for (const user of users) add(typeof user === 'string' ? { uid: user } : user)

  function get(uid: string): FakeUser {
    const user = byUid.get(uid)
    if (!user) throw new EngageRefusal(404, 'User not found')
    return user
  }

  /** Sets the sent fields and attributes and keeps the others. */
  function write(user: FakeUser, body: Readonly<Record<string, unknown>>): void {
    const { meta = {}, device_token: token, device_platform: platform } = body
    if (typeof meta !== 'object' || meta === null)
      throw new EngageRefusal(400, 'meta: not an object')
    if (!Object.values(meta).every(isScalar))
      throw new EngageRefusal(400, 'meta: not a plain value')
    for (const field of standard) {
      const value = body[field]
      if (value === undefined) continue
      if (typeof value !== 'string') throw new EngageRefusal(400, `${field}: not a string`)
      if (field === 'number' && !/^\d+$/.test(value))
        throw new EngageRefusal(400, 'number: digits only')
      if (field === 'email' && !/^\S+@\S+$/.test(value))
        throw new EngageRefusal(400, 'email: invalid')
    }
    for (const field of standard) {
      const value = body[field]
      if (typeof value === 'string') user[field] = value
    }
    user.meta = mergeMaps(user.meta ?? {}, meta)
    if (typeof token !== 'string') return
    const devices = new Map((user.devices ?? []).map((device) => [device.token, device]))
    devices.set(token, { token, platform: String(platform) })
    user.devices = [...devices.values()].slice(-5)
  }

  function toJson(user: FakeUser): object {
    const { tz, meta = {}, ...rest } = user
    const isInside = undocumented.tz === 'meta' && tz !== undefined
    return {
      first_name: null,
      last_name: null,
      email: null,
      number: null,
      devices: [],
      lists: [],
      segments: [],
      is_account: false,
      member_count: null,
      ...rest,
      ...(tz !== undefined && !isInside && { tz }),
      meta: isInside ? mergeMaps(meta, { tz }) : meta,
    }
  }

  function merge(source: string, destination: string): void {
    const from = get(source)
    const into = get(destination)
    const run = () => {
      const { uid: _, id: __, meta, ...fields } = from
      const missing = Object.entries(fields).filter(([key]) => !(key in into))
      Object.assign(into, Object.fromEntries(missing))
      into.meta = mergeMaps(meta ?? {}, into.meta ?? {})
      byUid.delete(source)
    }
    if (undocumented.merge === 'later') queue.push(run)
    else run()
  }

  return {
    byUid,
    events,
    add,
    get,
    write,
    toJson,
    merge,
    settle: () => queue.splice(0).forEach((run) => run()),
  }
}

/** The users of the fake. */
export type FakeUsers = ReturnType<typeof createFakeUsers>

/** Merges two maps; `__proto__` is a key like any other. */
function mergeMaps(before: object, meta: object): Record<string, unknown> {
  return Object.fromEntries([...Object.entries(before), ...Object.entries(meta)])
}
