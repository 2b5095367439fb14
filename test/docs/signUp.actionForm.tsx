'use client'
import { useActionState } from 'react'
import { signUp } from './signUp.action.js'

export function SignUp() {
  const [{ message }, action, isPending] = useActionState(signUp, {})
  return (
    <form action={action}>
      <label>
        Name <input name="name" autoComplete="name" required />
      </label>
      <label>
        Email <input name="email" type="email" autoComplete="email" required />
      </label>
      <label>
        <input name="news" type="checkbox" /> Send me product news
      </label>
      {message && <p role="alert">{message}</p>}
      <button type="submit" disabled={isPending}>
        Create account
      </button>
    </form>
  )
}
