import { IdentikitError } from '../../core/errors.js'

/** Signs and verifies what a link says. */
export interface LinkTokens {
  /** Returns a token for a URL. */
  readonly sign: (payload: readonly unknown[]) => Promise<string>
  /** Returns what a token says, or `undefined` unless one of the keys signed it. */
  readonly verify: (token: string) => Promise<readonly unknown[] | undefined>
}

/** A key shorter than the hash would be the weakest part. */
const minSecretLength = 32

/** Longer than any link. An undo of a thousand types fits, and a form with it. */
export const maxTokenLength = 60_000

const algorithm = { name: 'HMAC', hash: 'SHA-256' }

/**
 * Creates tokens that are signed with HMAC and SHA-256. The first secret signs, and each of them verifies, so that a new one can be put before
 * the others.
 * @throws IdentikitError `misuse` for a secret that is too short
 */
export function createLinkTokens(secrets: readonly string[]): LinkTokens {
  if (secrets.length === 0 || secrets.some((secret) => secret.length < minSecretLength)) {
    throw new IdentikitError(
      'misuse',
      `createUnsubscribe: each secret must have at least ${minSecretLength} characters. Create one with: openssl rand -base64 32`,
    )
  }
  let imported: Promise<readonly CryptoKey[]> | undefined
  const getKeys = () => (imported ??= Promise.all(secrets.map(importKey)))
  return {
    async sign(payload) {
      const [key] = await getKeys()
      const body = toBase64Url(encoder.encode(JSON.stringify(payload)))
      const signature = await crypto.subtle.sign(
        algorithm.name,
        key as CryptoKey,
        encoder.encode(body),
      )
      return `${body}.${toBase64Url(new Uint8Array(signature))}`
    },
    async verify(token) {
      const [body, signature, ...more] = token.split('.')
      if (!body || !signature || more.length > 0 || token.length > maxTokenLength) return undefined
      const bytes = fromBase64Url(signature)
      if (!bytes) return undefined
      for (const key of await getKeys()) {
        const data = encoder.encode(body)
        if (await crypto.subtle.verify(algorithm.name, key, bytes, data)) return parse(body)
      }
      return undefined
    },
  }
}

const encoder = new TextEncoder()

const importKey = (secret: string) =>
  crypto.subtle.importKey('raw', encoder.encode(secret), algorithm, false, ['sign', 'verify'])

/** Reads the payload of a token whose signature is valid. */
function parse(body: string): readonly unknown[] | undefined {
  const bytes = fromBase64Url(body)
  const payload: unknown = bytes && JSON.parse(new TextDecoder().decode(bytes))
  return Array.isArray(payload) ? payload : undefined
}

function toBase64Url(bytes: Uint8Array): string {
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

/** Returns the bytes of a text, or `undefined` unless it is the one text that stands for them. */
function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[\w-]*$/.test(text)) return undefined
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0))
    return toBase64Url(bytes) === text ? bytes : undefined
  } catch {
    return undefined
  }
}
