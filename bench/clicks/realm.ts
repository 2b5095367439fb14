import { fileURLToPath } from 'node:url'
import { compileFunction } from 'node:vm'
import { build } from 'esbuild'
import { Window } from 'happy-dom'
import type { PageName } from './contender.js'
import type { Visit } from './pages.js'

/** An open page. */
export interface OpenPage {
  readonly container: HTMLElement
  /** Leaves the page: it gets `pagehide` and runs until its promises settle. Then it is gone, with everything in its memory. */
  readonly leave: () => Promise<void>
}

/** What a page is opened with. Pages with the same storage belong to one browser. */
export interface PageOptions extends Omit<Visit, 'container' | 'connection'> {
  readonly name: PageName
  readonly connection: Visit['connection'] & {
    readonly leave: () => void
    readonly close: () => void
  }
  readonly storage: Map<string, string>
}

/** The document in which all pages render. */
const browser = new Window({ url: 'https://app.invalid/settings' })

/** The globals that differ between pages. */
const names = [
  'globalThis',
  'window',
  'self',
  'document',
  'navigator',
  'localStorage',
  'BroadcastChannel',
  'addEventListener',
  'removeEventListener',
  'setTimeout',
  'setInterval',
] as const

/**
 * Bundles the pages, and returns a function that opens one. Each page runs the bundle anew, so that pages share no memory, and has its
 * own globals.
 */
export async function bundlePages(): Promise<(options: PageOptions) => OpenPage> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('./pages.tsx', import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'pages',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
  })
  const code = `${outputFiles[0]?.text}\nreturn pages`
  const run = compileFunction(code, [...names]) as (...globals: unknown[]) => {
    readonly show: (name: PageName, visit: Visit) => void
  }

  return ({ name, connection, storage, ...visit }) => {
    const globals = createGlobals(storage)
    const { show } = run(...names.map((key) => globals.own[key]))
    const container = browser.document.body.appendChild(
      browser.document.createElement('div'),
    ) as unknown as HTMLElement
    const onShown: Visit['onShown'] = (...shown) => !globals.isClosed() && visit.onShown(...shown)
    show(name, { ...visit, onShown, container, connection })
    return {
      container,
      async leave() {
        connection.leave()
        globals.leave()
        await new Promise((resolve) => setImmediate(resolve))
        connection.close()
        globals.close()
        container.remove()
      },
    }
  }
}

function createGlobals(storage: Map<string, string>) {
  const events = new EventTarget()
  let isLeaving = false
  let isClosed = false
  const whileHere =
    (schedule: typeof setTimeout | typeof setInterval) =>
    (callback: (...values: unknown[]) => void, delay?: number, ...values: unknown[]) =>
      schedule(() => !isLeaving && callback(...values), delay)
  const own: Record<string, unknown> = {
    document: browser.document,
    navigator: browser.navigator,
    localStorage: createStorage(storage, () => isClosed),
    addEventListener: events.addEventListener.bind(events),
    removeEventListener: events.removeEventListener.bind(events),
    setTimeout: whileHere(setTimeout),
    setInterval: whileHere(setInterval),
    BroadcastChannel: undefined,
  }
  const { window } = { window: new Proxy(own, { get: (_target, name) => readGlobal(own, name) }) }
  Object.assign(own, { globalThis: window, self: window, window })
  return {
    own,
    isClosed: () => isClosed,
    leave() {
      isLeaving = true
      events.dispatchEvent(new Event('pagehide'))
    },
    close: () => void (isClosed = true),
  }
}

function readGlobal(own: object, name: string | symbol): unknown {
  const holder = [own, browser].find((candidate) => name in candidate) ?? globalThis
  return Reflect.get(holder, name)
}

/** Creates a `localStorage` that a page can't change after it is gone. */
function createStorage(values: Map<string, string>, isClosed: () => boolean): Storage {
  return {
    get length() {
      return values.size
    },
    key: (index) => [...values.keys()][index] ?? null,
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void (isClosed() || values.set(key, value)),
    removeItem: (key) => void (isClosed() || values.delete(key)),
    clear: () => void (isClosed() || values.clear()),
  }
}
