/**
 * The bytes of all keepalive bodies in flight. Browsers refuse a request when they exceed 64 KiB in a page; a quarter is left for
 * other scripts.
 * @see https://fetch.spec.whatwg.org/#http-network-or-cache-fetch
 */
const maxBytes = 48 * 1024

let bytesInFlight = 0

/**
 * Reserves the bytes of a body for a request that outlives the page.
 * @returns a function that frees them when the request ends; `undefined` if the body doesn't fit beside those in flight
 */
export function reserveKeepalive(body = ''): (() => void) | undefined {
  const bytes = new TextEncoder().encode(body).length
  if (bytesInFlight + bytes > maxBytes) return undefined
  bytesInFlight += bytes
  return () => {
    bytesInFlight -= bytes
  }
}
