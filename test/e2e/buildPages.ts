import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of the example's built pages. */
    pages: string
    /** The folder with the script and the styles of the page for `saves`. */
    savesPage: string
  }
}

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Builds the pages once with the development build of React: unbuilt, each visit makes 230 requests. */
export default async function buildPages(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'identikit-pages-'))
  const [pages, savesPage] = [join(folder, 'example'), join(folder, 'saves')]
  const { NODE_ENV } = process.env
  process.env['NODE_ENV'] = 'development'
  const shared = { mode: 'development', logLevel: 'error' } as const
  await build({
    ...shared,
    configFile: at('../../examples/vite.config.ts'),
    build: { outDir: pages, emptyOutDir: true, minify: false },
  })
  await build({
    ...shared,
    configFile: false,
    root: at('../..'),
    define: { 'process.env.NODE_ENV': '"development"' },
    build: {
      outDir: savesPage,
      emptyOutDir: true,
      minify: false,
      rolldownOptions: {
        input: at('./saves/saves.page.tsx'),
        output: { entryFileNames: 'page.js', assetFileNames: 'page[extname]' },
      },
    },
  })
  process.env['NODE_ENV'] = NODE_ENV
  project.provide('pages', pages)
  project.provide('savesPage', savesPage)
  return () => rm(folder, { recursive: true, force: true })
}
