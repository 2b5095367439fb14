import { useForm } from 'react-hook-form'
import { useIdentify } from '../../src/index.js'
import { createAccount } from './productApi.js'

interface Values {
  name: string
  email: string
  password: string
  news: boolean
}

export function SignUp({ onSignedUp }: { onSignedUp: (id: string) => void }) {
  const { identify } = useIdentify()
  const { register, handleSubmit, setError, formState } = useForm<Values>()
  const { errors, isSubmitting, isSubmitSuccessful } = formState
  const isTaken = isSubmitting || isSubmitSuccessful // one form creates one account

  const submit = handleSubmit(async ({ news, ...entered }) => {
    const answer = await createAccount(entered)
    if ('message' in answer)
      return setError('email', { message: answer.message }, { shouldFocus: true })
    const { name, email } = entered
    const preferences = [{ type: 'news', channel: 'email', enabled: news }]
    await identify(
      answer.id,
      { name, email },
      { detect: 'if-empty', dropUnsupported: true, preferences },
    )
    onSignedUp(answer.id)
  })

  return (
    <form
      method="post"
      noValidate
      onSubmit={(event) => (isTaken ? event.preventDefault() : void submit(event))}
    >
      <label>
        Name <input {...register('name', { required: true })} autoComplete="name" />
      </label>
      <label>
        Email
        <input
          {...register('email', { required: 'Enter your email address.' })}
          type="email"
          autoComplete="email"
          aria-invalid={errors.email !== undefined}
          aria-describedby="email-error"
        />
      </label>
      <p id="email-error">{errors.email?.message}</p>
      <label>
        Password
        <input
          {...register('password', { required: true })}
          type="password"
          autoComplete="new-password"
        />
      </label>
      <label>
        <input {...register('news')} type="checkbox" /> Send me product news
      </label>
      <button type="submit" aria-disabled={isTaken}>
        Create account
      </button>
    </form>
  )
}
