import { IdentikitProvider } from 'identikit'
import type { IdentikitErrorCode, NotificationCatalog, PartialMessages } from 'identikit/core'
import { createRemoteClient } from 'identikit/remote'
import { useEffect, useRef, useState, type JSX } from 'react'
import { getMetrics, getCatalog, type BackendName } from '../types.js'
import { Header } from './Header.js'
import type { Account, Start } from './productApi.js'
import { NotificationsPage } from './NotificationsPage.js'
import { ProfilePage } from './ProfilePage.js'
import { Link, navigate, Redirect, usePath } from './router.js'
import { SessionNotice } from './SessionNotice.js'
import { SettingsPage } from './SettingsPage.js'
import { SignInPage } from './SignInPage.js'
import { SignUpPage } from './SignUpPage.js'

const client = createRemoteClient({ url: '/api/identikit' })

/** The same title as Harbor's link to this page. */
const t: PartialMessages = { signUp: { submit: 'Sign up' } }

/** Errors of the session, which only the host can resolve. */
const sessionErrors: readonly IdentikitErrorCode[] = ['unauthorized', 'user-changed']

interface AppProps {
  readonly start: Start
}

export function App({ start }: AppProps): JSX.Element {
  const [account, setAccount] = useState(start.account)
  const [types] = useState(() => getCatalog(start.backend))
  const [metrics] = useState(() => getMetrics(start.backend))
  const [hasLostChoices, setLostChoices] = useState(false)
  const [sessionError, setSessionError] = useState<IdentikitErrorCode>()
  const path = usePath()
  const main = useRef<HTMLElement>(null)
  const shownPath = useRef(path)

  useEffect(() => {
    if (shownPath.current === path) return
    shownPath.current = path
    // The focused element was removed, so focus moves to the new page.
    main.current?.focus()
  }, [path])

  function enter(next: Account, wereChoicesLost = false): void {
    setAccount(next)
    setLostChoices(wereChoicesLost)
    navigate('/settings')
  }

  function leave(): void {
    setAccount(null)
    navigate('/')
  }

  return (
    <IdentikitProvider
      client={client}
      userId={account?.id ?? null}
      catalog={types}
      metrics={metrics}
      messages={t}
      onError={({ error }) => sessionErrors.includes(error.code) && setSessionError(error.code)}
    >
      <Header account={account} onSignedOut={leave} />
      {sessionError && <SessionNotice code={sessionError} />}
      <main className="page" ref={main} tabIndex={-1}>
        <Page
          path={path}
          backend={start.backend}
          types={types}
          account={account}
          hasLostChoices={hasLostChoices}
          onSignedIn={enter}
          onChanged={setAccount}
          onDeleted={leave}
        />
      </main>
    </IdentikitProvider>
  )
}

interface PageProps {
  readonly path: string
  readonly backend: BackendName
  readonly types: NotificationCatalog
  readonly account: Account | null
  readonly hasLostChoices: boolean
  readonly onSignedIn: (account: Account, wereChoicesLost?: boolean) => void
  readonly onChanged: (account: Account) => void
  readonly onDeleted: () => void
}

function Page({ path, account, hasLostChoices, onSignedIn, ...props }: PageProps): JSX.Element {
  const { onChanged, onDeleted, ...of } = props
  if (path === '/profile') {
    if (!account) return <Redirect to="/sign-in" />
    return <ProfilePage {...{ backend: of.backend, account, onChanged, onDeleted }} />
  }
  if (path === '/notifications') {
    if (!account) return <Redirect to="/sign-in" />
    return <NotificationsPage backend={of.backend} />
  }
  if (path === '/settings') {
    if (!account) return <Redirect to="/sign-in" />
    return <SettingsPage {...of} account={account} hasLostChoices={hasLostChoices} />
  }
  if (path === '/' || path === '/sign-in') {
    if (account) return <Redirect to="/settings" />
    return path === '/' ? (
      <SignUpPage types={of.types} onSignedUp={onSignedIn} />
    ) : (
      <SignInPage onSignedIn={onSignedIn} />
    )
  }
  return (
    <>
      <h1>Nothing is here</h1>
      <p>
        <Link to="/">Back to Harbor</Link>
      </p>
    </>
  )
}
