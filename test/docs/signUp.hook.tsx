import { useRef, useState } from 'react'
import { useIdentify } from '../../src/index.js'
import { createAccount } from './productApi.js'

interface SignUpProps {
  onSignedUp: (id: string, wereChoicesLost: boolean) => void
}

export function SignUp({ onSignedUp }: SignUpProps) {
  const { identify } = useIdentify()
  const [error, setError] = useState('')
  const isBusy = useRef(false)

  async function submit(form: FormData) {
    if (isBusy.current) return
    isBusy.current = true
    const text = (name: string) => form.get(name) as string
    const [name, email] = [text('name'), text('email')]
    const entered = { name, email, password: text('password') }
    const answer = await createAccount(entered).catch(() => ({ message: 'Please try again.' }))
    isBusy.current = 'id' in answer // one form creates one account
    if ('message' in answer) return setError(answer.message)
    const { status } = await identify(
      answer.id,
      { name, email },
      {
        detect: 'if-empty', // time zone and locale, if the service has none
        dropUnsupported: true, // omits fields that a browser may not write, such as email
        preferences: [{ type: 'news', channel: 'email', enabled: form.has('news') }],
      },
    )
    onSignedUp(answer.id, status === 'failed') // the account exists in any case
  }

  return (
    <form
      method="post"
      onSubmit={(event) => {
        event.preventDefault()
        void submit(new FormData(event.currentTarget))
      }}
    >
      <label>
        Name <input name="name" autoComplete="name" required />
      </label>
      <label>
        Email <input name="email" type="email" autoComplete="email" required />
      </label>
      <label>
        Password <input name="password" type="password" autoComplete="new-password" required />
      </label>
      <label>
        <input name="news" type="checkbox" /> Send me product news
      </label>
      {error && <p role="alert">{error}</p>}
      <button type="submit">Create account</button>
    </form>
  )
}
