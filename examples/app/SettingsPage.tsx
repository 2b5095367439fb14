import { PreferenceCenter, usePreferenceStatus, useUser } from 'identikit'
import type { JSX } from 'react'
import { FinishSetup } from './FinishSetup.js'
import type { Account } from './productApi.js'
import { RecapCard } from './RecapCard.js'

interface SettingsPageProps {
  readonly account: Account
  /** The service could not be told about the person when they signed up. */
  readonly hasLostChoices: boolean
}

export function SettingsPage({ account, hasLostChoices }: SettingsPageProps): JSX.Element {
  const errors = [useUser().error, usePreferenceStatus().error]
  const isUnknown = errors.some((error) => error?.code === 'not-found')
  return (
    <>
      <h1>Settings</h1>
      {hasLostChoices && (
        <p className="quiet">
          Your account is ready. What you chose about product news could not be saved: please choose
          again below.
        </p>
      )}
      {isUnknown && <FinishSetup name={account.name} />}
      <div className="settings">
        <section className="card">
          <PreferenceCenter />
        </section>
        <RecapCard />
      </div>
    </>
  )
}
