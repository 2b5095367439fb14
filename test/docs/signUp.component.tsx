import { SignUpForm } from '../../src/index.js'
import { createAccount } from './productApi.js'

export function SignUp({ onSignedUp }: { onSignedUp: (id: string) => void }) {
  return (
    <SignUpForm
      onSubmit={async ({ name = '', email }, form) => {
        const answer = await createAccount({
          name,
          email,
          password: form.get('password') as string,
        })
        return 'id' in answer ? answer : { errors: { email: answer.message } }
      }}
      consents={[{ name: 'news', label: 'Send me product news', type: 'news', channel: 'email' }]}
      onSignedUp={({ id }) => onSignedUp(id)}
    >
      <label>
        Password
        <input
          name="password"
          type="password"
          autoComplete="new-password"
          minLength={12}
          required
        />
      </label>
    </SignUpForm>
  )
}
