import { useIdentify } from 'identikit'
import type { Catalogue } from 'identikit/core'
import { useState, type FormEvent, type JSX } from 'react'
import type { BackendName } from '../types.js'
import { formText } from './formText.js'
import { signUp, type Account } from './productApi.js'
import { profileOf } from './profileOf.js'
import { Link } from './router.js'

interface SignUpPageProps {
  readonly backend: BackendName
  readonly types: Catalogue
  readonly onSignedUp: (account: Account, wereChoicesLost: boolean) => void
}

export function SignUpPage({ backend, types, onSignedUp }: SignUpPageProps): JSX.Element {
  const { identify } = useIdentify()
  const hasNews = types.some(({ id }) => id === 'news')
  const [isBusy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState('')

  async function submit(form: FormData): Promise<void> {
    const name = formText(form, 'name')
    const consent = form.get('news') === 'on'
    setBusy(true)
    // The account first: it is what the person came for, and its id is what the service is told.
    const answer = await signUp(name, formText(form, 'email'))
    if (!('account' in answer) || !answer.account) {
      setBusy(false)
      setTrouble('message' in answer ? answer.message : '')
      return
    }
    const { status } = await identify(answer.account.id, profileOf(backend, name), {
      detect: 'if-empty',
      ...(hasNews && {
        preferences: [{ type: 'news', channel: 'email', enabled: consent }],
      }),
    })
    onSignedUp(answer.account, status === 'failed')
  }

  return (
    <div className="entry">
      <h1>Plan work together, calmly</h1>
      <p className="lead">
        Harbor keeps your team’s projects in one place. Make an account to look around.
      </p>
      <form
        className="card form"
        onSubmit={(event: FormEvent<HTMLFormElement>) => {
          event.preventDefault()
          void submit(new FormData(event.currentTarget))
        }}
      >
        <label className="field">
          Name
          <input name="name" autoComplete="name" required maxLength={200} />
        </label>
        <label className="field">
          Email
          <input name="email" type="email" autoComplete="email" required maxLength={254} />
        </label>
        {hasNews && (
          <label className="check">
            <input name="news" type="checkbox" />
            <span>
              Send me product news by email
              <span className="help">About once a month. You can change this at any time.</span>
            </span>
          </label>
        )}
        {trouble && (
          <p className="trouble" role="alert">
            {trouble}
          </p>
        )}
        <button type="submit" className="button primary" disabled={isBusy}>
          {isBusy ? 'Making your account…' : 'Sign up'}
        </button>
      </form>
      <p className="quiet">
        Have an account? <Link to="/sign-in">Sign in</Link>
      </p>
      <p className="help">This is an example: it asks for no password, and nothing is emailed.</p>
    </div>
  )
}
