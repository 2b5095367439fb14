import { IdentikitError } from '../errors.js'

/**
 * Returns the token of a push subscription: JSON with `endpoint` and `keys`, which `web-push` and other libraries take as the subscription.
 * The same subscription always has the same token.
 */
export function toPushToken({ endpoint, keys }: PushSubscriptionJSON): string {
  return JSON.stringify({ endpoint, keys: { p256dh: keys?.['p256dh'], auth: keys?.['auth'] } })
}

/**
 * Returns the bytes of a public VAPID key.
 * @throws IdentikitError `misuse` if it's not the base64url text of an uncompressed P-256 key
 */
export function decodeVapidKey(key: string): Uint8Array<ArrayBuffer> {
  const base64 = key.trim().replaceAll('-', '+').replaceAll('_', '/')
  try {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
    if (bytes.length === 65 && bytes[0] === 4) return bytes
  } catch {
    // Not base64.
  }
  throw new IdentikitError(
    'misuse',
    'usePushDevice: `vapidKey` is not a public VAPID key: 65 bytes in base64url, which start with a B.',
  )
}

/** Returns whether two keys have the same bytes. */
export function isSameKey(one: ArrayBuffer | null, other: Uint8Array): boolean {
  const bytes = new Uint8Array(one ?? new ArrayBuffer(0))
  return bytes.length === other.length && bytes.every((byte, index) => byte === other[index])
}
