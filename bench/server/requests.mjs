// @ts-check

/** The headers of a request that a browser sends to the handler. */
const headers = {
  host: 'localhost',
  accept: '*/*',
  'accept-encoding': 'gzip, deflate, br, zstd',
  'accept-language': 'en-US,en;q=0.9',
  cookie: 'session=0123456789abcdef0123456789abcdef',
  referer: 'http://localhost/settings',
  'sec-fetch-dest': 'empty',
  'sec-fetch-mode': 'cors',
  'sec-fetch-site': 'same-origin',
  'user-agent':
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36',
  'x-identikit-user': 'ada',
}

/** @typedef {{ method: string, path: string, headers: Record<string, string>, body?: string }} BenchRequest */

/** Reads what a page of preferences needs. @type {BenchRequest} */
export const readRequest = {
  method: 'GET',
  path: '/api/identikit?read=user,preferences',
  headers,
}

const body = JSON.stringify({ changes: [{ type: 'type-3', channel: 'email', enabled: true }] })

/** Saves one switch. @type {BenchRequest} */
export const updateRequest = {
  method: 'PATCH',
  path: '/api/identikit/preferences',
  headers: {
    ...headers,
    'content-type': 'application/json',
    'content-length': String(body.length),
    origin: 'http://localhost',
    'x-identikit-writer': 'w0123456789abcdef',
    'x-identikit-seq': '1',
  },
  body,
}
