import { Avatar, useUser } from 'identikit'
import type { JSX } from 'react'
import { signOut, type Account } from './productApi.js'
import { Link } from './router.js'

interface HeaderProps {
  readonly account: Account | null
  readonly onSignedOut: () => void
}

export function Header({ account, onSignedOut }: HeaderProps): JSX.Element {
  async function leave(): Promise<void> {
    const answer = await signOut()
    if ('account' in answer) onSignedOut()
  }

  return (
    <header className="top">
      <div className="top-line">
        <Link to="/" className="brand">
          <img src="/icon.svg" alt="" width="28" height="28" />
          Harbor
        </Link>
        {account && (
          <nav className="pages" aria-label="Harbor">
            <Link to="/settings">Notifications</Link>
            <Link to="/profile">Profile</Link>
          </nav>
        )}
        {account && (
          <div className="person">
            <SignedInAs account={account} />
            <button type="button" className="button" onClick={() => void leave()}>
              Sign out
            </button>
          </div>
        )}
      </div>
    </header>
  )
}

/** The user of the service; the account of the product while it loads. */
function SignedInAs({ account }: { readonly account: Account }): JSX.Element {
  const { user } = useUser()
  return (
    <>
      <Avatar user={user ?? account} />
      <span className="person-name">
        <span className="quiet">Signed in as</span> {user?.name ?? account.name}
      </span>
    </>
  )
}
