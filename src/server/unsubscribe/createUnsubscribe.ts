import type { UserAdapter } from '../../core/adapter.js'
import { checkObject, checkScope } from '../../core/clientChecks.js'
import { IdentikitError, toIdentikitError, type IdentikitErrorCode } from '../../core/errors.js'
import type { Locale } from '../../core/locale/locale.js'
import type { NotificationCatalog } from '../../core/preferences/catalog.js'
import type {
  RegisteredChannel,
  RegisteredTypeId,
} from '../../core/preferences/registeredCatalog.js'
import { checkId, checkKey } from '../../core/user/user.js'
import { settleWithin } from '../../core/sync/settleWithin.js'
import { createLinkTokens, maxTokenLength } from './linkTokens.js'
import { checkPageTokens, createPages, type Page } from './pages.js'
import { createFrequencyList } from './frequencyList.js'
import {
  createUnsubscribeActions,
  type Undo,
  type UnsubscribeAction,
  type UnsubscribeProvision,
} from './unsubscribeActions.js'
import { readForm } from './readForm.js'
import { parseUrl } from '../../core/contact/parseUrl.js'

/** Options of `createUnsubscribe`. */
export interface UnsubscribeOptions {
  /**
   * Signs the links; at least 32 characters, known to your servers only. Of a list, the first signs and each is accepted: put a new one before the
   * old ones, and remove those when no link of them needs to work.
   */
  readonly secret: string | readonly string[] | undefined
  /** Where the preferences are stored. */
  readonly adapter: UserAdapter
  /** The notification types of the product, with their labels, defaults and locks. */
  readonly catalog?: NotificationCatalog | undefined
  /**
   * Returns the fields of a user that the service doesn't know yet, who is identified so that the choice can be stored. `null` is for one who
   * must not be created, because the account was deleted: nothing is stored then, and the page is the same.
   * @default no fields
   */
  readonly provision?: UnsubscribeProvision | undefined
  /** Called with the errors of the service, for your logs. The page shows that it failed, and mail programs get status 503. */
  readonly onError?: ((error: IdentikitError) => void) | undefined
  /** The public address of `handler`, such as `https://example.com/unsubscribe`. */
  readonly url: string
  /** The languages of the page. The browser of the person chooses. @default English */
  readonly locales?: readonly Locale[] | undefined
  /** The address of the product's own page with all notification settings. */
  readonly settingsUrl?: string | undefined
  /** The look of the page: `--ik-accent`, `--ik-on-accent`, `--ik-surface`, `--ik-text`, `--ik-radius`, `--ik-radius-control`. */
  readonly tokens?: Readonly<Record<string, string>> | undefined
}

/** A message with a link that unsubscribes from it. */
export interface UnsubscribeMessage {
  /** The id of its notification type. */
  readonly type: RegisteredTypeId
  /** The channel that it is sent through. */
  readonly channel: RegisteredChannel
  /** The tenant whose preferences they are. */
  readonly scope?: string | undefined
  /** The address that it is sent to. The page shows it masked, such as `a•••@example.com`. */
  readonly address?: string | undefined
}

/**
 * The headers of an email with one-click unsubscription (RFC 8058): the address of the link in angle brackets, and
 * `List-Unsubscribe=One-Click`, which mail programs send back as a POST. A type, because the mailers' `Record<string, string>` takes no
 * interface.
 */
export type UnsubscribeHeaders = Readonly<
  Record<'List-Unsubscribe' | 'List-Unsubscribe-Post', string>
>

/** Links that unsubscribe, and the page behind them. */
export interface Unsubscribe {
  /** Returns the address of the page for a message, for the end of an email. */
  readonly linkFor: (userId: string, message: UnsubscribeMessage) => Promise<string>
  /** Returns the headers that let a mail program unsubscribe with one click. */
  readonly headersFor: (userId: string, message: UnsubscribeMessage) => Promise<UnsubscribeHeaders>
  /**
   * Answers a request for the page. `GET` and `HEAD` change nothing and read nothing of the user. It needs no session: a link can only turn
   * off what it names.
   */
  readonly handler: (request: Request) => Promise<Response>
}

/** The errors of a setting that can't be changed, and of one that doesn't exist. */
const refusals: Partial<Record<IdentikitErrorCode, 'locked' | 'unknown'>> = {
  locked: 'locked',
  forbidden: 'locked',
  'not-found': 'unknown',
  invalid: 'unknown',
  unsupported: 'unknown',
}

/** Milliseconds for which a change can be undone. */
const undoTime = 10 * 60 * 1000

/** Milliseconds until a POST is answered, as by `createUserHandler`. */
const answerTimeout = 9000

const late = () => new IdentikitError('timeout', 'createUnsubscribe: the service took too long.')

/** The most characters of a type and a channel in a change. */
const maxNameLength = 256

/** What a link says. */
interface Link {
  readonly userId: string
  readonly type: string
  readonly channel: string
  readonly scope: string | undefined
  readonly address: string
}

/**
 * Creates links that unsubscribe without signing in, their headers for one click in a mail program, and the page behind them.
 * @throws IdentikitError `misuse` for a short secret, an address without https, or an invalid token
 * @example
 * ```ts
 * const unsubscribe = createUnsubscribe({ secret: process.env.UNSUBSCRIBE_SECRET, adapter, catalog, url: 'https://example.com/unsubscribe' })
 * await sendEmail({ headers: await unsubscribe.headersFor('ada', { type: 'weekly-recap', channel: 'email' }) })
 * export const { handler: GET, handler: POST } = unsubscribe
 * ```
 */
export function createUnsubscribe(options: UnsubscribeOptions): Unsubscribe {
  const tokens = createLinkTokens([options.secret ?? []].flat())
  const url = checkUrl(options.url)
  checkPageTokens(options.tokens ?? {})
  const { onError } = options
  const { actions, takeBack } = createUnsubscribeActions(options)
  const canPause = options.adapter.schedule !== undefined
  const listFrequencies = createFrequencyList(options)
  const pages = createPages({ ...options, canPause, listFrequencies })

  /** Whether the page of a link offers an action. */
  function offers(
    link: Link,
    action: FormDataEntryValue | null,
    frequency: string,
  ): action is UnsubscribeAction {
    if (action === 'fewer') return listFrequencies(link).some((one) => one === frequency)
    return action === 'stop' || action === 'stop-all' || (action === 'pause' && canPause)
  }

  async function linkFor(userId: string, message: UnsubscribeMessage): Promise<string> {
    checkObject('linkFor', 'message', message)
    checkId('linkFor', userId)
    checkKey('linkFor', message.type, 'type', maxNameLength)
    checkKey('linkFor', message.channel, 'channel', maxNameLength)
    checkScope(options.adapter, message)
    const { type, channel, scope = null, address = '' } = message
    const token = await tokens.sign([1, 'link', userId, type, channel, scope, mask(address)])
    const link = new URL(url)
    link.searchParams.set('token', token)
    return link.href
  }

  async function readLink(request: Request): Promise<Link | undefined> {
    const token = new URL(request.url).searchParams.get('token') ?? ''
    const [version, kind, userId, type, channel, scope, address] = ((await tokens.verify(token)) ??
      []) as string[]
    if (Number(version) !== 1 || kind !== 'link' || !userId || !type || !channel) return undefined
    return { userId, type, channel, scope: scope ?? undefined, address: address ?? '' }
  }

  async function apply(link: Link, action: UnsubscribeAction, choice: string): Promise<Page> {
    const { lock, undo: changed } = await actions[action](link, choice)
    if (lock) return pages.locked(link, lock.reason)
    if (!changed) return pages.done(action, link, undefined)
    const { userId, scope = null } = link
    const until = Date.now() + undoTime
    const token = await tokens.sign([1, 'undo', userId, scope, changed, until])
    return pages.done(action, link, token.length > maxTokenLength ? undefined : token)
  }

  async function undo(link: Link, token: string): Promise<Page> {
    const [version, kind, userId, scope, changed, until] = (await tokens.verify(token)) ?? []
    const isOwn = userId === link.userId && (scope ?? undefined) === link.scope
    if (version !== 1 || kind !== 'undo' || !isOwn) return pages.invalid
    if (typeof until !== 'number' || until < Date.now()) return pages.expired
    return (await takeBack(link, changed as Undo)) ? pages.undone(link) : pages.expired
  }

  async function post(request: Request, link: Link): Promise<Page> {
    const form = await readForm(request)
    if (!form) return pages.invalid
    const isOneClick = getText(form, 'List-Unsubscribe').trim() === 'One-Click'
    const action = isOneClick ? 'stop' : form.get('action')
    const token = action === 'undo' ? getText(form, 'undo') : undefined
    try {
      if (token !== undefined) return await undo(link, token)
      const frequency = getText(form, 'frequency')
      return offers(link, action, frequency) ? await apply(link, action, frequency) : pages.invalid
    } catch (thrown) {
      return fail(link, thrown, token)
    }
  }

  function fail(link: Link, thrown: unknown, token?: string): Page {
    const error = toIdentikitError(thrown)
    const refusal = refusals[error.code]
    if (refusal) return pages[refusal](link)
    onError?.(error)
    return pages.failed(link, token)
  }

  /** Answers a POST before mail programs give up, also where a service or the body of the request doesn't end. */
  async function postWithin(request: Request, link: Link): Promise<Page> {
    const call = () => post(request, link)
    return settleWithin(call, { timeout: answerTimeout, late }).catch((thrown: unknown) =>
      fail(link, thrown),
    )
  }

  return {
    linkFor,
    async headersFor(userId, message) {
      return {
        'List-Unsubscribe': `<${await linkFor(userId, message)}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      }
    },
    async handler(request) {
      const { method } = request
      if (!['GET', 'HEAD', 'POST'].includes(method))
        return new Response(null, { status: 405, headers: { allow: 'GET, HEAD, POST' } })
      const link = await readLink(request)
      if (!link) return pages.respond(request, pages.invalid)
      const page = method === 'POST' ? await postWithin(request, link) : pages.question(link)
      return pages.respond(request, page)
    },
  }
}

function getText(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}

/** Returns an address of which only its owner knows the rest. */
export function mask(address: string): string {
  const [name = '', domain] = address.split(/@(?=[^@]*$)/)
  const [first = ''] = name
  if (domain) return `${first}•••@${domain}`
  return address && `•••${address.slice(-2)}`
}

function checkUrl(url: string): string {
  const parsed = parseUrl(url)
  const isLocal = parsed && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(parsed.hostname)
  if (parsed && (parsed.protocol === 'https:' || isLocal)) return url
  throw new IdentikitError(
    'misuse',
    'createUnsubscribe: url must be the public address of the handler with https, since mail programs call no other.',
  )
}
