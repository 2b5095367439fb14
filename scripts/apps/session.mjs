// @ts-check

/** The module of the host that reads its session, which is a cookie with the id of the user. */
export const session = `export async function getSession(request: { headers: Pick<Headers, 'get'> }) {
  const userId = /session=(\\w+)/.exec(request.headers.get('cookie') ?? '')?.[1]
  return userId ? { userId, verifiedEmail: userId + '@example.com' } : undefined
}
`
