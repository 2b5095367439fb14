import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const cookieName = 'harbor_session'
const lifetime = 30 * 24 * 60 * 60

export type Sessions = ReturnType<typeof createSessions>

/** Creates stateless sessions: a signed cookie with the user id and its expiry. */
export function createSessions(folder: string) {
  const secret = readSecret(join(folder, 'session-secret'))
  const sign = (text: string) => createHmac('sha256', secret).update(text).digest()

  return {
    /** Returns the `set-cookie` header that signs a user in. */
    start(accountId: string): string {
      const claim = `${accountId}.${Math.floor(Date.now() / 1000) + lifetime}`
      return cookie(`${claim}.${sign(claim).toString('base64url')}`, lifetime)
    },
    /** Returns the `set-cookie` header that signs the user out. */
    end: () => cookie('', 0),
    /** Returns the id of the signed-in account. */
    read({ headers }: Request): string | undefined {
      const [accountId = '', expiry = '', signature = ''] = readToken(headers).split('.')
      const expected = sign(`${accountId}.${expiry}`)
      const actual = Buffer.from(signature, 'base64url')
      const isValid = actual.length === expected.length && timingSafeEqual(actual, expected)
      return isValid && Number(expiry) > Date.now() / 1000 ? accountId : undefined
    },
  }
}

/** Returns a cookie for plain HTTP on the loopback address; a real product adds `Secure`. */
function cookie(value: string, maxAge: number): string {
  return `${cookieName}=${value}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Lax`
}

function readToken(headers: Headers): string {
  const pairs = (headers.get('cookie') ?? '').split(/;\s*/)
  const token = pairs.find((pair) => pair.startsWith(`${cookieName}=`))
  return token?.slice(cookieName.length + 1) ?? ''
}

/** Reads the signing secret, which is created at the first start and kept, so that users stay signed in. */
function readSecret(file: string): Buffer {
  try {
    writeFileSync(file, randomBytes(32), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return readFileSync(file)
}
