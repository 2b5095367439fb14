import 'vitest'
import 'vitest/browser'

declare module 'vitest' {
  interface ProvidedContext {
    /** What the random tests of this run begin with. */
    seed: number
  }
}

declare module 'vitest/browser' {
  interface BrowserCommands {
    /** HTML of a fixture of test/ssr/render.tsx, rendered without a DOM. */
    serverHtml: (fixture: string) => Promise<string>
  }
}
