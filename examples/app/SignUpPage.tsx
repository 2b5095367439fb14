import { SignUpForm, type SubmitResult, type SignUpConsent, type SignUpValues } from 'identikit'
import type { NotificationCatalog } from 'identikit/core'
import { useRef, type JSX } from 'react'
import { signUp, type Account } from './productApi.js'
import { Link } from './router.js'

interface SignUpPageProps {
  readonly types: NotificationCatalog
  readonly onSignedUp: (account: Account, wereChoicesLost: boolean) => void
}

const news: SignUpConsent = {
  name: 'news',
  label: 'Send me product news by email',
  description: 'About once a month. You can change this at any time.',
  type: 'news',
  channel: 'email',
}

export function SignUpPage({ types, onSignedUp }: SignUpPageProps): JSX.Element {
  const account = useRef<Account>(undefined)
  const hasNews = types.some(({ id }) => id === 'news')

  async function makeAccount({ name = '', email }: SignUpValues): Promise<SubmitResult> {
    const answer = await signUp(name, email)
    if ('message' in answer || !answer.account)
      return { errors: { form: 'message' in answer ? answer.message : undefined } }
    account.current = answer.account
    return answer.account
  }

  return (
    <div className="entry">
      <h1>Plan work together, calmly</h1>
      <p className="lead">
        Harbor keeps your team’s projects in one place. Make an account to look around.
      </p>
      <SignUpForm
        className="card"
        consents={hasNews ? [news] : []}
        onSubmit={makeAccount}
        onSignedUp={({ identified, refused }) => {
          const wereChoicesLost = identified.status === 'failed' || refused !== undefined
          if (account.current) onSignedUp(account.current, wereChoicesLost)
        }}
      />
      <p className="quiet">
        Have an account? <Link to="/sign-in">Sign in</Link>
      </p>
      <p className="help">This is an example: it asks for no password, and nothing is emailed.</p>
    </div>
  )
}
