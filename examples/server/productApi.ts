import type { BackendName } from '../types.js'
import type { Account, Accounts } from './accounts.js'
import type { Sessions } from './sessions.js'

export interface ProductApiOptions {
  readonly accounts: Accounts
  readonly sessions: Sessions
  readonly backend: BackendName
  /** Saves a verified email to the user service. */
  readonly onEmailConfirmed: (account: Account) => Promise<unknown>
  /** Deletes the user from the user service before the account is deleted. */
  readonly onDeleted: (account: Account) => Promise<unknown>
}

/** Harbor's own API: accounts and sessions. The example has no passwords. */
export function createProductApi({
  accounts,
  sessions,
  backend,
  onEmailConfirmed,
  onDeleted,
}: ProductApiOptions) {
  const routes: Readonly<Record<string, (request: Request) => Response | Promise<Response>>> = {
    'GET /api/account': (request) => answer({ account: current(request) ?? null, backend }),

    async 'POST /api/sign-up'(request) {
      const { name, email } = await readForm(request)
      if (!name || !isEmail(email)) return refuse(400, 'Enter your name and your email address.')
      const account = accounts.create(name, email)
      if (!account) return refuse(409, 'An account with this email already exists. Sign in.')
      return answer({ account }, sessions.start(account.id))
    },

    async 'POST /api/sign-in'(request) {
      const account = accounts.byEmail((await readForm(request)).email)
      if (!account) return refuse(404, 'There is no account with this email yet.')
      return answer({ account }, sessions.start(account.id))
    },

    'POST /api/sign-out': () => answer({ account: null }, sessions.end()),

    'POST /api/email': (request) =>
      signedIn(request, async (account) => {
        const { email } = await readForm(request)
        if (!isEmail(email)) return refuse(400, 'Enter an email address.')
        const changed = accounts.requestEmail(account, email)
        if (!changed) return refuse(409, 'An account with this email already exists.')
        return answer({ account: changed })
      }),

    // Replaces the link of the confirmation mail, which would contain a secret and open a page with this button.
    'POST /api/email/confirm': (request) =>
      signedIn(request, async (account) => {
        const { pendingEmail: email, ...rest } = account
        // The link of an outdated mail must not confirm a newer address.
        const isPending = (await readForm(request)).email === email
        const isFree = email !== undefined && isPending && !accounts.byEmail(email)
        // Runs first, so that the user can try again while the service is down.
        if (isFree) await onEmailConfirmed({ ...rest, email })
        const confirmed = isFree ? accounts.confirmEmail(account) : undefined
        if (!confirmed) return refuse(409, 'This email was canceled or is taken.')
        return answer({ account: confirmed })
      }),

    'POST /api/email/cancel': (request) =>
      signedIn(request, (account) => answer({ account: accounts.cancelEmail(account) })),

    'POST /api/account/delete': (request) =>
      signedIn(request, async (account) => {
        await onDeleted(account)
        accounts.remove(account)
        return answer({ account: null }, sessions.end())
      }),
  }

  function signedIn(
    request: Request,
    act: (account: Account) => Response | Promise<Response>,
  ): Response | Promise<Response> {
    const account = current(request)
    return account ? act(account) : refuse(401, 'You are signed out. Sign in again.')
  }

  function current(request: Request): Account | undefined {
    return accounts.byId(sessions.read(request) ?? '')
  }

  async function handle(request: Request): Promise<Response> {
    const route = routes[`${request.method} ${new URL(request.url).pathname}`]
    if (!route) return refuse(404, 'Not found.')
    // Other origins can't send JSON without a CORS preflight.
    const isJson = request.headers.get('content-type')?.startsWith('application/json')
    if (request.method === 'POST' && !isJson) return refuse(415, 'Send JSON.')
    return route(request)
  }

  return { current, handle }
}

async function readForm(request: Request): Promise<{ name: string; email: string }> {
  const sent: unknown = await request.json().catch(() => undefined)
  const fields = new Map(Object.entries(sent ?? {}))
  const text = (field: string) => String(fields.get(field) ?? '').trim()
  return { name: text('name').slice(0, 200), email: text('email').toLowerCase() }
}

const isEmail = (text: string): boolean => text.length <= 254 && /^[^\s@]+@[^\s@]+$/.test(text)

function answer(body: unknown, setCookie?: string): Response {
  const cookie = setCookie === undefined ? {} : { 'set-cookie': setCookie }
  return Response.json(body, { headers: { 'cache-control': 'no-store', ...cookie } })
}

function refuse(status: number, message: string): Response {
  return Response.json({ message }, { status })
}
