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
  }
}

/** Builds the example's pages once with the development build of React: unbuilt, each visit makes 230 requests. */
export default async function buildPages(project: TestProject): Promise<() => Promise<void>> {
  const pages = await mkdtemp(join(tmpdir(), 'identikit-pages-'))
  const { NODE_ENV } = process.env
  process.env['NODE_ENV'] = 'development'
  await build({
    configFile: fileURLToPath(new URL('../../examples/vite.config.ts', import.meta.url)),
    mode: 'development',
    logLevel: 'error',
    build: { outDir: pages, emptyOutDir: true, minify: false },
  })
  process.env['NODE_ENV'] = NODE_ENV
  project.provide('pages', pages)
  return () => rm(pages, { recursive: true, force: true })
}
