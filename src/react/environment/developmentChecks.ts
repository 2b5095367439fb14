import { warnOnce } from '../../core/warnOnce.js'
import type { UserClient } from '../../core/client.js'

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
  const timer = setTimeout(() => {
    if (!document.querySelector('[class^="ik-"]')) return
    const accent = getComputedStyle(document.documentElement).getPropertyValue('--ik-accent')
    if (accent === '')
      warnOnce(
        "The style sheet is not loaded. Import 'identikit/styles.css' once. With styles of your own, set --ik-accent on :root.",
      )
  }, styleDelay)
  return () => clearTimeout(timer)
}

/** Warns if the client of a provider was replaced by another one with the same id, whose data can't be told apart. */
export function checkClient(before: UserClient, next: UserClient): void {
  if (before === next || before.id !== next.id) return
  warnOnce(
    'The client of <IdentikitProvider> was replaced by another one with the same id, so both show the same data. Create the client once, outside of the component. For tenants, pass `scope` to createRemoteClient(), or an `id` to the adapter.',
  )
}
