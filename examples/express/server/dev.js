// @ts-check
/** Starts the app in development: Vite serves the browser's files, and loads those of the server again when they change. */
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import express from 'express'
import { createServer as createVite } from 'vite'

const app = express()
const server = createServer(app)
const vite = await createVite({
  server: { middlewareMode: true, hmr: { server } },
  appType: 'custom',
})

/** @param {string} path */
const getTemplate = (path) => vite.transformIndexHtml(path, readFileSync('index.html', 'utf8'))

app.use(vite.middlewares)
app.use(async (request, response, next) => {
  const { createApp } = await vite.ssrLoadModule('/server/app.ts')
  createApp(getTemplate)(request, response, next)
})

const port = Number(process.env.PORT ?? 3000)
server.listen(port, 'localhost', () => console.log(`http://localhost:${port}`))
