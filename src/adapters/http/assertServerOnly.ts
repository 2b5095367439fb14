import { IdentikitError } from '../../core/errors.js'

/**
 * Refuses a secret key in a browser, where every visitor could read it.
 * @throws IdentikitError `misuse`; the message names the option and never its value
 */
export function assertServerOnly(service: string, option: string): void {
  const { window, document } = globalThis as { window?: unknown; document?: unknown }
  // Deno 1 defines `window` on servers, too.
  if (window === undefined || document === undefined) return
  throw new IdentikitError(
    'misuse',
    `${service}: \`${option}\` is a secret and must not be used in a browser. Keep it on the server behind createUserHandler, and use createRemoteClient here.`,
  )
}
