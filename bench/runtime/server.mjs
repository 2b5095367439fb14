// @ts-check
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createRemoteClient } from 'identikit/remote'
import { IdentikitProvider, PreferenceCenter } from 'identikit/preferences'
import { createElement } from 'react'
import { renderToString } from 'react-dom/server'
import { answerAsVendor, getHandler, getPlain } from './services.mjs'

const sheet = readFileSync(new URL('../../dist/styles/preferences.css', import.meta.url))

/** The looks of the plain tables, whose switches have a transition too. */
const plainStyles = `
body { font-family: system-ui; margin: 16px }
.plain-switch { width: 40px; height: 22px; padding: 2px; border: 0; border-radius: 11px; background: #999 }
.plain-switch[aria-checked=true] { background: #246 }
.plain-thumb { display: block; width: 18px; height: 18px; border-radius: 9px; background: #fff; transition: translate .1s }
[aria-checked=true] > .plain-thumb { translate: 18px }`

/** @param {string} size @returns {import('./services.mjs').Size} */
function parseSize(size) {
  const [types = NaN, channels = NaN] = size.split('x').map(Number)
  if (!(types > 0 && channels > 0)) throw new Error(`${size} is no size such as 12x3.`)
  return { types, channels }
}

/** @param {import('node:http').IncomingMessage} request */
async function readBody(request) {
  const parts = []
  for await (const part of request) parts.push(part)
  return Buffer.concat(parts).toString()
}

/** Renders what `ours.tsx` renders. @param {string} url @param {import('identikit').InitialData | undefined} initial */
function renderOurs(url, initial) {
  const props = { client: createRemoteClient({ url }), userId: 'u1', initial, children: undefined }
  return renderToString(createElement(IdentikitProvider, props, createElement(PreferenceCenter)))
}

/**
 * Creates the server of the pages and of their services.
 *
 * @param {Map<string, import('../shared/bundle.mjs').Files>} pages @param {string} harness
 */
export function createBenchServer(pages, harness) {
  /** @param {URL} url */
  async function renderPage({ pathname, searchParams }) {
    const size = searchParams.get('size') ?? ''
    const page = pathname.slice('/pages/'.length)
    const isRendered = searchParams.has('rendered')
    const address = `/identikit/${size}`
    const initial = isRendered
      ? await getHandler(parseSize(size)).read({ headers: new Headers() })
      : undefined
    const json = initial && JSON.stringify(initial).replaceAll('<', '\\u003c')
    return `<!doctype html><html lang="en"><head><title>Settings</title>
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <style>${plainStyles}</style>
      ${page === 'ours' ? '<link rel="stylesheet" href="/styles.css">' : ''}
      <script>${harness.replaceAll('</script', '<\\/script')}</script></head>
      <body><h1>Settings</h1><div id="root">${isRendered ? renderOurs(address, initial) : ''}</div>
      ${isRendered ? `<script>window.initial = ${json}</script>` : ''}
      <script type="module" src="/files/${page}/page.js"></script></body></html>`
  }

  /** @param {import('node:http').IncomingMessage} request @param {URL} url */
  async function answer(request, url) {
    const [, folder = '', first = '', ...rest] = url.pathname.split('/')
    const method = request.method ?? 'GET'
    if (folder === 'pages')
      return new Response(await renderPage(url), {
        headers: { 'content-type': 'text/html; charset=utf-8' },
      })
    if (folder === 'styles.css')
      return new Response(new Uint8Array(sheet), { headers: { 'content-type': 'text/css' } })
    if (folder === 'files') {
      const file = pages.get(first)?.get(`/${rest.join('/')}`)
      if (!file) return new Response(null, { status: 404 })
      const headers = { 'content-type': file.type, 'content-encoding': 'gzip' }
      return new Response(new Uint8Array(file.gzipped), { headers })
    }
    const body = method === 'GET' ? undefined : await readBody(request)
    if (folder === 'identikit') {
      const headers = new Headers(/** @type {Record<string, string>} */ (request.headers))
      return getHandler(parseSize(first))(new Request(url, { method, headers, body: body ?? null }))
    }
    const headers = { 'content-type': 'application/json' }
    if (folder === 'plain')
      return new Response(method === 'GET' ? getPlain(parseSize(first)) : '{}', { headers })
    if (folder === 'services') {
      const [host = '', ...path] = rest
      const vendor = { host, path: `/${path.join('/')}`, method, body: body ?? '' }
      return new Response(answerAsVendor(parseSize(first), vendor), { headers })
    }
    return new Response(null, { status: 404 })
  }

  /** @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response */
  async function respond(request, response) {
    const url = new URL(request.url ?? '/', `http://${request.headers.host}`)
    try {
      const { status, headers, body } = await answer(request, url)
      const content = body ? Buffer.from(await new Response(body).arrayBuffer()) : undefined
      response.writeHead(status, { ...Object.fromEntries(headers), 'cache-control': 'no-store' })
      response.end(content)
    } catch (error) {
      console.error(`bench: ${request.method} ${url.pathname} failed: ${String(error)}`)
      response.writeHead(500).end()
    }
  }

  return createServer((request, response) => {
    void respond(request, response)
  })
}
