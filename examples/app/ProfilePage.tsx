import { DeleteAccount, ProfileEditor, useUser } from 'identikit'
import { useState, type JSX } from 'react'
import { getTraits, type BackendName } from '../types.js'
import {
  requestEmail,
  cancelEmail,
  confirmEmail,
  deleteAccount,
  type Account,
  type Answer,
} from './productApi.js'

interface ProfilePageProps {
  readonly backend: BackendName
  readonly account: Account
  readonly onChanged: (account: Account) => void
  readonly onDeleted: () => void
}

/** The languages of Harbor. */
const locales = ['en-GB', 'en-US', 'de', 'fr', 'es', 'pt-BR', 'ja', 'ko', 'ar']

export function ProfilePage({
  backend,
  account,
  onChanged,
  onDeleted,
}: ProfilePageProps): JSX.Element {
  const { pendingEmail } = account
  const { reload } = useUser()
  const [error, setError] = useState('')

  /** Shows the account of a successful request. @throws the message of a failed one */
  function update(answer: Answer): void {
    if ('message' in answer) throw new Error(answer.message)
    if (answer.account) onChanged(answer.account)
  }

  async function confirm(email: string): Promise<void> {
    try {
      update(await confirmEmail(email))
      setError('')
      await reload()
    } catch (reason) {
      setError((reason as Error).message)
    }
  }

  return (
    <>
      <h1>Profile</h1>
      <div className="settings">
        <section className="card">
          <ProfileEditor
            locales={locales}
            traits={getTraits(backend)}
            pendingEmail={pendingEmail ?? null}
            onRequestEmailChange={async (email) => {
              const answer = await requestEmail(email)
              if ('message' in answer) return { error: answer.message }
              update(answer)
              return undefined
            }}
            onCancelEmailChange={async () => update(await cancelEmail())}
          />
        </section>
        {pendingEmail && (
          <aside className="card">
            <p>
              This example sends no mail. This button replaces the link in it:
              <br />
              <button type="button" className="button" onClick={() => void confirm(pendingEmail)}>
                Confirm {pendingEmail}
              </button>
            </p>
            {error && (
              <p className="error" role="alert">
                {error}
              </p>
            )}
          </aside>
        )}
        <section className="card">
          <DeleteAccount
            onDelete={async () => {
              const answer = await deleteAccount()
              if ('message' in answer) throw new Error(answer.message)
            }}
            onDeleted={onDeleted}
          />
        </section>
      </div>
    </>
  )
}
