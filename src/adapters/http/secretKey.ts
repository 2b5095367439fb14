import { IdentikitError } from '../../core/errors.js'

/**
 * Keeps a key that can do everything out of browsers, where everybody could read it.
 * @throws IdentikitError `misuse`, naming the option and never its value
 */
export function refuseInBrowser(service: string, option: string): void {
  const { window, document } = globalThis as { window?: unknown; document?: unknown }
  if (window === undefined || document === undefined) return
  throw new IdentikitError(
    'misuse',
    `${service}: \`${option}\` is a secret and must not be in a browser. Keep it on the server behind createUserHandler, and use createRemoteClient here.`,
  )
}
