import type { BrowserCommand } from 'vitest/node'

/** What ends the hold of the modules of a browser context. */
const releases = new WeakMap<object, () => void>()

/** Holds the requests of the page for some modules of `src`, until `releaseModules`. */
export const holdModules: BrowserCommand<[names: readonly string[]]> = async (
  { context },
  names,
) => {
  const released = new Promise<void>((resolve) => releases.set(context, resolve))
  await context.route(
    ({ pathname }) => names.some((name) => pathname.endsWith(`/src/${name}`)),
    async (route) => {
      await released
      // The page may have been closed since.
      await route.continue().catch(() => {})
    },
  )
}

/** Loads the modules that `holdModules` holds. */
export const releaseModules: BrowserCommand<[]> = ({ context }) => releases.get(context)?.()
