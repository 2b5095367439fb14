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
  }
}
