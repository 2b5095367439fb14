import { PreferenceCenter, StreakSettings, usePreferenceStatus, useUser } from 'identikit'
import type { NotificationCatalog } from 'identikit/core'
import type { JSX } from 'react'
import { metricsOf, type BackendName } from '../types.js'
import { FinishSetup } from './FinishSetup.js'
import type { Account } from './productApi.js'
import { profileOf } from './profileOf.js'
import { RecapCard } from './RecapCard.js'

interface SettingsPageProps {
  readonly backend: BackendName
  readonly types: NotificationCatalog
  readonly account: Account
  /** The user couldn't be identified at sign-up. */
  readonly hasLostChoices: boolean
}

/** The type ids of the recap email at Harbor and Trophy. */
const recaps = ['weekly-recap', 'recap']

export function SettingsPage({
  backend,
  types,
  account,
  hasLostChoices,
}: SettingsPageProps): JSX.Element {
  const errors = [useUser().loadError, usePreferenceStatus().loadError]
  const recap = types.find(({ id }) => recaps.includes(id))
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
      {isUnknown && <FinishSetup profile={profileOf(backend, account.name)} />}
      <div className="settings">
        <section className="card">
          <PreferenceCenter streak={metricsOf(backend).length > 0 && <StreakSettings />} />
        </section>
        {recap && <RecapCard type={recap.id} />}
      </div>
    </>
  )
}
