import 'vitest'
import 'vitest/browser'

declare module 'vitest' {
  interface ProvidedContext {
    /** The seed of random tests. */
    seed: number
  }
}

declare module 'vitest/browser' {
  interface BrowserCommands {
    /** Returns the HTML of a fixture of test/ssr/fixtures.tsx, rendered in Node. */
    serverHtml: (fixture: string) => Promise<string>
    /** Holds the requests of the page for some modules of `src`, until `releaseModules`. */
    holdModules: (names: readonly string[]) => Promise<void>
    /** Loads the modules that `holdModules` holds. */
    releaseModules: () => Promise<void>
  }
}
