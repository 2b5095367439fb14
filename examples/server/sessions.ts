import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const cookieName = 'harbor_session'
const lifetime = 30 * 24 * 60 * 60

export type Sessions = ReturnType<typeof createSessions>

/** Stateless sessions: a signed cookie with the user id and its expiry. */
export function createSessions(folder: string) {
  const secret = readSecret(join(folder, 'session-secret'))
  const sign = (text: string) => createHmac('sha256', secret).update(text).digest()

  return {
    /** The `set-cookie` header that signs a user in. */
    start(accountId: string): string {
      const claim = `${accountId}.${Math.floor(Date.now() / 1000) + lifetime}`
      return cookie(`${claim}.${sign(claim).toString('base64url')}`, lifetime)
    },
    /** The `set-cookie` header that signs the user out. */
    end: () => cookie('', 0),
    /** The id of the signed-in account. */
    read({ headers }: Request): string | undefined {
      const [accountId = '', expiry = '', signature = ''] = tokenOf(headers).split('.')
      const expected = sign(`${accountId}.${expiry}`)
      const given = Buffer.from(signature, 'base64url')
      const isOurs = given.length === expected.length && timingSafeEqual(given, expected)
      return isOurs && Number(expiry) > Date.now() / 1000 ? accountId : undefined
    },
  }
}

/** Plain HTTP on the loopback address; a real product adds `Secure`. */
function cookie(value: string, maxAge: number): string {
  return `${cookieName}=${value}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Lax`
}

function tokenOf(headers: Headers): string {
  const pairs = (headers.get('cookie') ?? '').split(/;\s*/)
  const own = pairs.find((pair) => pair.startsWith(`${cookieName}=`))
  return own?.slice(cookieName.length + 1) ?? ''
}

/** The signing secret, created at the first start and kept, so that users stay signed in. */
function readSecret(file: string): Buffer {
  try {
    writeFileSync(file, randomBytes(32), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return readFileSync(file)
}
