import { fileURLToPath } from 'node:url'
import { runnerImport } from 'vite'
import type { BrowserCommand } from 'vitest/node'

interface Render {
  html(fixture: string): string | Promise<string>
}

const entry = fileURLToPath(new URL('./render.tsx', import.meta.url))

/**
 * Renders a named fixture in Node, without a DOM, so that a browser test can hydrate it. The module
 * loader of the test server can't load it: in browser mode it inlines react-dom/server, which is
 * CommonJS.
 */
export const serverHtml: BrowserCommand<[fixture: string]> = async (_context, fixture) => {
  loaded ??= runnerImport<Render>(entry)
  const { module } = await loaded
  return module.html(fixture)
}

/** Loaded once per run, because loading takes seconds. */
let loaded: ReturnType<typeof runnerImport<Render>> | undefined
