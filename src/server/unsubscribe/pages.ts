import { IdentikitError } from '../../core/errors.js'
import { getChannelLabel, getTypeLabel } from '../../core/messages/preferenceNames.js'
import { channelMessages } from '../../core/messages/channelMessages.js'
import { preferenceMessages } from '../../core/messages/preferenceMessages.js'
import { saveMessages } from '../../core/messages/saveMessages.js'
import { unsubscribeMessages } from '../../core/messages/unsubscribeMessages.js'
import type { Locale } from '../../core/locale/locale.js'
import type { Frequency } from '../../core/preferences/frequencies.js'
import type { NotificationCatalog } from '../../core/preferences/catalog.js'
import type { UnsubscribeAction } from './unsubscribeActions.js'
import type { UnsubscribeTarget } from './unsubscribeChanges.js'
import { createStyle, renderPage, type PageContent, type PageForm } from './unsubscribePage.js'

/** A page in the language that the browser asks for. */
export interface Page {
  readonly status: number
  readonly render: (locale: PageLocale) => PageContent
}

/** What a link names. */
interface Named extends UnsubscribeTarget {
  /** The masked address. */
  readonly address: string
}

interface PagesOptions {
  readonly catalog?: NotificationCatalog | undefined
  readonly locales?: readonly PageLocale[] | undefined
  readonly settingsUrl?: string | undefined
  readonly tokens?: Readonly<Record<string, string>> | undefined
  /** Whether the page offers a pause. */
  readonly canPause: boolean
  /** Returns the frequencies that the page of a message offers. */
  readonly listFrequencies: (message: UnsubscribeTarget) => readonly Frequency[]
}

/** The texts that the page uses, of all texts of the kit. */
const english = {
  ...saveMessages,
  ...channelMessages,
  preferences: preferenceMessages,
  unsubscribe: unsubscribeMessages,
}

/** A language of the page. */
export type PageLocale = Pick<Locale, 'tag' | 'direction'> & { readonly messages: typeof english }

const en: PageLocale = { tag: 'en', direction: 'ltr', messages: english }

const tokenNames = ['accent', 'on-accent', 'surface', 'text', 'radius', 'radius-control']

/**
 * Refuses tokens that could leave their declaration.
 * @throws IdentikitError `misuse`
 */
export function checkPageTokens(tokens: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(tokens)) {
    const isKnown = tokenNames.some((known) => name === `--ik-${known}`)
    const isSafe = /^[\w\s#.,%()/+-]{1,120}$/.test(value) && !/url|image|var|attr/i.test(value)
    if (isKnown && isSafe) continue
    throw new IdentikitError(
      'misuse',
      isKnown
        ? `createUnsubscribe: the token ${name} must be a color or a length.`
        : `createUnsubscribe: there is no token ${name}. Use ${tokenNames.map((known) => `--ik-${known}`).join(', ')}.`,
    )
  }
}

/** Creates the pages, and the function that answers with one of them. */
export function createPages({
  catalog = [],
  locales = [],
  settingsUrl,
  tokens = {},
  canPause,
  listFrequencies,
}: PagesOptions) {
  /** Returns the buttons of the page: what the link is for first, then what else keeps the messages away. */
  function choices(named: Named, { messages }: PageLocale): PageForm[] {
    const { unsubscribe: t, preferences } = messages
    const all = preferences.sameLabel(t.stopAll, getChannelLabel(messages, named.channel))
    return [
      { fields: { action: 'stop' }, label: t.stop },
      ...listFrequencies(named).map((frequency) => ({
        fields: { action: 'fewer', frequency },
        label: t.fewer[frequency],
        isQuiet: true,
      })),
      ...(canPause ? [{ fields: { action: 'pause' }, label: t.pause, isQuiet: true }] : []),
      { fields: { action: 'stop-all' }, label: all, isQuiet: true },
    ]
  }
  const describe = ({ type, channel, address }: Named, { messages }: PageLocale): string[] => {
    const { label } = catalog.find(({ id }) => id === type) ?? {}
    const name = getTypeLabel(messages, { id: type, label })
    return [messages.preferences.cell(name, getChannelLabel(messages, channel)), address]
  }
  let policy: Promise<string> | undefined

  return {
    question: (named: Named): Page => ({
      status: 200,
      render: (locale) => ({
        title: locale.messages.unsubscribe.title,
        text: locale.messages.unsubscribe.question,
        details: describe(named, locale),
        forms: choices(named, locale),
      }),
    }),
    done: (action: UnsubscribeAction, named: Named, undo: string | undefined): Page => ({
      status: 200,
      render: (locale) => {
        const t = locale.messages.unsubscribe
        const isOne = action === 'stop' || action === 'fewer'
        return {
          title: { stop: t.stopped, 'stop-all': t.stopped, fewer: t.fewerDone, pause: t.paused }[
            action
          ],
          text: {
            stop: t.stoppedText,
            'stop-all': t.stoppedAllText,
            fewer: t.fewerText,
            pause: t.pausedText,
          }[action],
          details: isOne ? describe(named, locale) : describeAll(named, locale),
          forms: undo ? [undoForm(undo, locale)] : [],
        }
      },
    }),
    undone: (named: Named): Page => ({
      status: 200,
      render: (locale) => ({
        title: locale.messages.unsubscribe.undone,
        text: locale.messages.unsubscribe.undoneText,
        details: describe(named, locale),
      }),
    }),
    locked: (named: Named, reason?: string): Page => ({
      status: 403,
      render: (locale) => ({
        title: locale.messages.unsubscribe.locked,
        text: reason ?? locale.messages.errors.locked,
        details: describe(named, locale),
      }),
    }),
    /** For a setting that doesn't exist. It offers to stop everything instead. */
    unknown: (named: Named): Page => ({
      status: 404,
      render: (locale) => ({
        title: locale.messages.unsubscribe.invalid,
        text: locale.messages.unsubscribe.invalidText,
        details: describe(named, locale),
        forms: choices(named, locale).slice(-1),
      }),
    }),
    /** With the token of an undo that failed, it offers that again. */
    failed: (named: Named, undo?: string): Page => ({
      status: 503,
      render: (locale) => ({
        title: locale.messages.unsubscribe.failed,
        text: locale.messages.errors.service,
        details: describe(named, locale),
        forms: undo ? [undoForm(undo, locale)] : choices(named, locale),
      }),
    }),
    invalid: {
      status: 400,
      render: ({ messages: { unsubscribe: t } }) => ({ title: t.invalid, text: t.invalidText }),
    } satisfies Page,
    expired: {
      status: 410,
      render: ({ messages: { unsubscribe: t } }) => ({ title: t.expired, text: t.expiredText }),
    } satisfies Page,
    async respond(request: Request, { status, render }: Page): Promise<Response> {
      const locale = chooseLocale(locales, request.headers.get('accept-language') ?? '')
      const settings = settingsUrl
        ? { url: settingsUrl, label: locale.messages.unsubscribe.settings }
        : undefined
      const html = renderPage(render(locale), { locale, tokens, settings })
      policy ??= createPolicy(createStyle(tokens))
      return new Response(request.method === 'HEAD' ? null : html, {
        status,
        headers: { ...headers, 'content-security-policy': await policy },
      })
    },
  }
}

const undoForm = (undo: string, { messages }: PageLocale): PageForm => ({
  fields: { action: 'undo', undo },
  label: messages.unsubscribe.undo,
  isQuiet: true,
})

/** Names all messages of the channel. */
const describeAll = ({ channel, address }: Named, { messages }: PageLocale): string[] => [
  messages.preferences.channel(getChannelLabel(messages, channel)),
  address,
]

/** Nothing is kept, and no other site learns the address of the page. */
const headers = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex',
  vary: 'accept-language',
}

/** Returns a policy that allows the style sheet of the page and its forms, and nothing else. */
async function createPolicy(style: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(style))
  const text = btoa(String.fromCharCode(...new Uint8Array(hash)))
  return `default-src 'none'; style-src 'sha256-${text}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`
}

/** Returns the first language that a browser asks for and the host has; English, or the host's first, if there is none. */
function chooseLocale(locales: readonly PageLocale[], accepted: string): PageLocale {
  for (const tag of listAccepted(accepted)) {
    const exact = locales.find((locale) => locale.tag.toLowerCase() === tag.toLowerCase())
    const found = exact ?? locales.find((locale) => language(locale.tag) === language(tag))
    if (found) return found
  }
  return locales[0] ?? en
}

/** Returns the languages of an `Accept-Language` header, the most wanted first. */
function listAccepted(accepted: string): string[] {
  const entries = accepted.split(',').map((entry) => {
    const [tag = '', quality = ''] = entry.split(/;\s*q=/i)
    return { tag: tag.trim(), quality: quality === '' ? 1 : Number(quality) }
  })
  return entries
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map(({ tag }) => tag)
}

const language = (tag: string) => tag.toLowerCase().split('-')[0]
