import { DeleteAccount, ProfileEditor, useUser } from 'identikit'
import { useState, type JSX } from 'react'
import { traitsOf, type BackendName } from '../types.js'
import {
  askForEmail,
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
  const [trouble, setTrouble] = useState('')

  /** Returns the account of a successful request, or throws the message of a failed one. */
  function take(answer: Answer): void {
    if ('message' in answer) throw new Error(answer.message)
    if (answer.account) onChanged(answer.account)
  }

  async function confirm(email: string): Promise<void> {
    try {
      take(await confirmEmail(email))
      setTrouble('')
      await reload()
    } catch (error) {
      setTrouble((error as Error).message)
    }
  }

  return (
    <>
      <h1>Profile</h1>
      <div className="settings">
        <section className="card">
          <ProfileEditor
            locales={locales}
            traits={traitsOf(backend)}
            pendingEmail={pendingEmail ?? null}
            onRequestEmailChange={async (email) => {
              const answer = await askForEmail(email)
              if ('message' in answer) return { error: answer.message }
              take(answer)
              return undefined
            }}
            onCancelEmailChange={async () => take(await cancelEmail())}
          />
        </section>
        {pendingEmail && (
          <aside className="card">
            <p>
              This is an example and sends no mail. This button stands for the link in it:
              <br />
              <button type="button" className="button" onClick={() => void confirm(pendingEmail)}>
                Confirm {pendingEmail}
              </button>
            </p>
            {trouble && (
              <p className="trouble" role="alert">
                {trouble}
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
