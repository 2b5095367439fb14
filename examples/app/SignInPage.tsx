import { useState, type FormEvent, type JSX } from 'react'
import { formText } from './formText.js'
import { signIn, type Account } from './productApi.js'
import { Link } from './router.js'

interface SignInPageProps {
  readonly onSignedIn: (account: Account) => void
}

export function SignInPage({ onSignedIn }: SignInPageProps): JSX.Element {
  const [error, setError] = useState('')

  async function submit(form: FormData): Promise<void> {
    const answer = await signIn(formText(form, 'email'))
    if ('account' in answer && answer.account) onSignedIn(answer.account)
    else setError('message' in answer ? answer.message : '')
  }

  return (
    <div className="entry">
      <h1>Welcome back</h1>
      <form
        className="card form"
        onSubmit={(event: FormEvent<HTMLFormElement>) => {
          event.preventDefault()
          void submit(new FormData(event.currentTarget))
        }}
      >
        <label className="field">
          Email
          <input name="email" type="email" autoComplete="email" required />
        </label>
        {error && (
          <p className="error" role="alert">
            {error}
          </p>
        )}
        <button type="submit" className="button primary">
          Sign in
        </button>
      </form>
      <p className="quiet">
        New here? <Link to="/">Sign up</Link>
      </p>
      <p className="help">This is an example: it asks for no password.</p>
    </div>
  )
}
