import type { QueryClient } from '@tanstack/react-query'
import type { IdentifyOptions } from '../../core/adapter.js'
import type { UserClient } from '../../core/client.js'
import { dropUnsupported } from '../../core/user/dropUnsupported.js'
import { isIdentikitError, toIdentikitError, type IdentikitError } from '../../core/errors.js'
import { detectTimezone } from '../../core/timezone/timezone.js'
import type { User, UserPatch } from '../../core/user/user.js'
import { queryKeyOf, type UserId } from '../store/queries.js'
import type { SaveResult } from '../store/store.js'
import type { SavedEvent } from '../store/savedEvent.js'

/**
 * Whether timezone and locale are taken from the device: only where the service holds none, always, or not at all.
 * A zone that privacy settings make up (UTC, Atlantic/Reykjavik) is never taken.
 */
export type DetectDevice = 'if-empty' | 'always' | false

export interface IdentificationOptions {
  readonly queryClient: QueryClient
  readonly client: () => UserClient
  readonly onSaved: (event: SavedEvent) => void
  readonly onError: (error: IdentikitError) => void
}

export interface IdentifyInput extends Pick<IdentifyOptions, 'preferences'> {
  readonly detect?: DetectDevice | undefined
  /**
   * Leaves out the fields that the service holds not, or takes from no browser, as far as that is known, where they would fail the whole;
   * a name is split or joined where the service holds it otherwise.
   * @default false
   */
  readonly dropUnsupported?: boolean | undefined
}

interface UnderWay {
  readonly clientId: string
  readonly isOf: (id: string) => boolean
  readonly result: Promise<unknown>
}

/** How long people may take to make an account before those who are signed in by it are read all the same, in milliseconds. */
const patience = 10_000

const allUnderWay = new WeakMap<QueryClient, Set<UnderWay>>()

/** One list for all users of a cache: who signs up is identified while nobody is signed in, and read once they are. */
function underWayOf(queryClient: QueryClient): Set<UnderWay> {
  const known = allUnderWay.get(queryClient) ?? new Set()
  allUnderWay.set(queryClient, known)
  return known
}

const madeUp = new Set(['UTC', 'Atlantic/Reykjavik'])

/** Identifies people, each content once at a time: equal calls that overlap are one request. */
export function createIdentification({
  queryClient,
  client,
  onSaved,
  onError,
}: IdentificationOptions) {
  const running = new Map<string, Promise<SaveResult>>()
  const pendingWrites = underWayOf(queryClient)
  const done = new Map<string, Promise<SaveResult>>()

  async function detected(id: string, patch: UserPatch, detect: DetectDevice): Promise<UserPatch> {
    if (detect === false) return patch
    // Read first: what the person chose must not be overwritten, and `remote` learns what its service can hold.
    const known = await read(id)
    const can = client().capabilities?.fields
    if (known === 'unreadable' && detect === 'if-empty') return patch
    const saved = known === 'unreadable' ? undefined : known
    const device = { timezone: confidentTimezone(), locale: navigator.language }
    const taken = Object.entries(device).filter(
      ([field, value]) =>
        value !== undefined &&
        can?.[field as keyof typeof device]?.write === true &&
        patch[field as keyof typeof device] === undefined &&
        (detect === 'always' || saved?.[field as keyof typeof device] === undefined),
    )
    return { ...patch, ...Object.fromEntries(taken) }
  }

  /** Whatever keeps it from being read must not keep the person from being identified. */
  async function read(id: string): Promise<User | undefined | 'unreadable'> {
    try {
      return await client().users.get(id)
    } catch (error) {
      return isIdentikitError(error) && error.code === 'not-found' ? undefined : 'unreadable'
    }
  }

  async function run(
    id: string,
    patch: UserPatch,
    { detect = false, dropUnsupported: isDropping = false, ...options }: IdentifyInput,
  ): Promise<SaveResult> {
    try {
      const whole = await unlessLeft(detected(id, patch, detect), patch)
      const full = isDropping ? dropUnsupported(whole, client().capabilities?.fields) : whole
      const user = await client().users.identify(id, full, {
        keepalive: true,
        ...options,
        source: 'identify',
      })
      const key = queryKeyOf(client(), id, 'user')
      await queryClient.cancelQueries({ queryKey: key })
      queryClient.setQueryData(key, user)
      void queryClient.invalidateQueries({
        queryKey: queryKeyOf(client(), id),
        predicate: ({ queryKey }) => queryKey.at(-1) !== 'user',
      })
      onSaved({ resource: 'user', patch: full })
      return { status: 'saved' }
    } catch (thrown) {
      const error = toIdentikitError(thrown)
      onError(error)
      return { status: 'failed', error }
    }
  }

  /** Never rejects. */
  function identify(id: string, patch: UserPatch, input: IdentifyInput = {}): Promise<SaveResult> {
    const key = identificationKey(id, patch, input)
    const known = running.get(key)
    if (known) return known
    const result = run(id, patch, input).finally(() => {
      running.delete(key)
      pendingWrites.delete(one)
    })
    const one = { clientId: client().id, isOf: (other: string) => other === id, result }
    running.set(key, result)
    pendingWrites.add(one)
    return result
  }

  /** As `identify`, but what was saved is not sent again until the page is loaded anew. */
  function identifyOnce(id: string, patch: UserPatch, input: IdentifyInput): Promise<SaveResult> {
    const key = identificationKey(id, patch, input)
    const result = done.get(key) ?? identify(id, patch, input)
    done.set(key, result)
    void result.then(({ status }) => status === 'failed' && done.delete(key))
    return result
  }

  /**
   * Somebody signs up, and may be signed in before they are identified: whoever is not signed in yet is not read until what this
   * returns is called.
   */
  function expectNewcomer(signedIn: UserId): () => void {
    let arrive: (() => void) | undefined
    const result = new Promise<void>((resolve) => (arrive = resolve))
    const one = { clientId: client().id, isOf: (id: string) => id !== signedIn, result }
    function end(): void {
      clearTimeout(timer)
      pendingWrites.delete(one)
      arrive?.()
    }
    const timer = setTimeout(end, patience)
    pendingWrites.add(one)
    return end
  }

  /** Ends when nobody is being identified under this id: before that, a new person would not be found. */
  async function whenIdentified(id: string): Promise<void> {
    // Hooks that start together start in one task: who identifies may come after who reads.
    await Promise.resolve()
    const { id: clientId } = client()
    const own = [...pendingWrites].filter((one) => one.isOf(id) && one.clientId === clientId)
    if (own.length === 0) return undefined
    await Promise.all(own.map(({ result }) => result))
    return whenIdentified(id)
  }

  return { identify, identifyOnce, expectNewcomer, whenIdentified }
}

/** One string for one content, whatever the order of its keys. Content that is no JSON has one too: it is refused later, by name. */
export function identificationKey(...content: readonly unknown[]): string {
  try {
    return JSON.stringify(content, (_, value: unknown) => {
      if (typeof value === 'bigint' || typeof value === 'number') return String(value)
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
      return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    })
  } catch {
    return 'not JSON'
  }
}

/** The page goes away before the answer: what is known goes out with it. */
async function unlessLeft<T>(answer: Promise<T>, known: T): Promise<T> {
  const controller = new AbortController()
  const left = new Promise<T>((resolve) => {
    const options = { once: true, signal: controller.signal }
    addEventListener('pagehide', () => resolve(known), options)
  })
  try {
    return await Promise.race([answer, left])
  } finally {
    controller.abort()
  }
}

function confidentTimezone(): string | undefined {
  const timezone = detectTimezone()
  return timezone === null || madeUp.has(timezone) ? undefined : timezone
}
