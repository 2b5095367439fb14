import { PreferenceCenter, StreakSettings, useUser } from 'identikit'
import type { NotificationCatalog } from 'identikit/core'
import type { JSX } from 'react'
import { getMetrics, type BackendName } from '../types.js'
import { FinishSetup } from './FinishSetup.js'
import type { Account } from './productApi.js'
import { toUserPatch } from './toUserPatch.js'
import { Link } from './router.js'
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
  const { user } = useUser()
  const recap = types.find(({ id }) => recaps.includes(id))
  // The handler serves an empty profile for a user who isn't identified yet yet.
  const isUnknown = user !== undefined && user.name === undefined && user.firstName === undefined
  return (
    <>
      <h1>Settings</h1>
      {hasLostChoices && (
        <p className="quiet">
          Your account is ready. We couldn't save your choice about product news, so please choose
          again below.
        </p>
      )}
      {isUnknown && <FinishSetup profile={toUserPatch(backend, account.name)} />}
      <div className="settings">
        <section className="card">
          <PreferenceCenter streak={getMetrics(backend).length > 0 && <StreakSettings />} />
        </section>
        {recap && <RecapCard type={recap.id} />}
      </div>
      <p>
        <Link to="/notifications">All notification settings</Link>
      </p>
    </>
  )
}
