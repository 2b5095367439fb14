import type { UserClient } from '../../core/client.js'
import { IdentikitError } from '../../core/errors.js'
import type { InitialData } from '../../core/initialData.js'
import { warnOnce } from '../../core/warnOnce.js'

/** Milliseconds after which style sheets are loaded. */
const styleDelay = 1000

/** Identifies this copy of the kit. */
const copy = {}
const copiesKey = Symbol.for('identikit.copies')

/** Warns of two copies of the kit on one page, whose providers and hooks don't know each other. */
export function checkCopies(): void {
  const page = globalThis as { [copiesKey]?: Set<object> }
  const copies = (page[copiesKey] ??= new Set())
  if (copies.add(copy).size < 2) return
  warnOnce(
    'Two copies of identikit are on this page, so that the hooks of one do not find the provider of the other. Run `npm ls identikit` and keep one version.',
  )
}

/** Warns if components are rendered without the style sheet. Returns a function that cancels the check. */
export function checkStyles(): () => void {
  // A test may have removed its global document by then.
  const page = document
  const timer = setTimeout(() => {
    if (!page.querySelector('[class^="ik-"]')) return
    const styles = page.defaultView?.getComputedStyle(page.documentElement)
    if (styles?.getPropertyValue('--ik-accent') === '')
      warnOnce(
        "The style sheet is not loaded. Import 'identikit/styles.css' once. With styles of your own, set --ik-accent on :root.",
      )
  }, styleDelay)
  return () => clearTimeout(timer)
}

/** @throws IdentikitError `misuse` if the provider has no client, which else fails later and without the name of the prop */
export function checkIsClient(client: UserClient | undefined): void {
  if (client?.users) return
  throw new IdentikitError(
    'misuse',
    '<IdentikitProvider> needs a client. Pass the result of createRemoteClient() or createUserClient() as `client`.',
  )
}

/** Warns if the client of a provider was replaced by another one with the same id, whose data can't be told apart. */
export function checkClient(before: UserClient, next: UserClient): void {
  if (before === next || before.id !== next.id) return
  warnOnce(
    'The client of <IdentikitProvider> was replaced by another one with the same id, so both show the same data. Create the client once, outside of the component. For tenants, pass `scope` to createRemoteClient(), or an `id` to the adapter.',
  )
}

/** The members of users that no handler serves. */
const serverMembers: readonly string[] = ['create', 'list', 'identifyMany', 'merge']

/** Warns if the initial data of a remote client was read past the handler, so that it lets the browser edit what the handler refuses. */
export function checkInitial(client: UserClient, initial: InitialData | undefined): void {
  if (!client.id.startsWith('remote:')) return
  if (!initial?.capabilities?.users.some((name) => serverMembers.includes(name))) return
  warnOnce(
    'The `initial` of <IdentikitProvider> was read with the adapter, past the permissions of the handler, so that fields are editable that the handler refuses. Read it with `await handler.read({ headers })`.',
  )
}
