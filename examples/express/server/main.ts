import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import express from 'express'

/** Starts the built app. */
async function main() {
  process.env.NODE_ENV ??= 'production'
  // React and the session read NODE_ENV when they are loaded.
  const { createApp } = await import('./app')
  const client = join(import.meta.dirname, '../client')
  const template = readFileSync(join(client, 'index.html'), 'utf8')
  const port = Number(process.env.PORT ?? 3000)
  express()
    .disable('x-powered-by')
    .use('/assets', express.static(join(client, 'assets'), { immutable: true, maxAge: '1y' }))
    .use(express.static(client, { index: false }))
    .use(createApp(() => template))
    .listen(port, () => console.log(`http://localhost:${port}`))
}

await main()
