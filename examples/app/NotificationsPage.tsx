import {
  ChannelReach,
  NotificationSchedule,
  PauseAll,
  PreferenceCenter,
  PreferenceCenterBulk,
  PreferenceCenterFilter,
  PreferenceFrequency,
} from 'identikit'
import type { JSX } from 'react'
import type { BackendName } from '../types.js'
import { Link } from './router.js'

interface NotificationsPageProps {
  readonly backend: BackendName
}

/** The services that store when a user wants messages. */
const withSchedules: readonly BackendName[] = ['postgres', 'memory']

/** The preference center with every part that a product can add. */
export function NotificationsPage({ backend }: NotificationsPageProps): JSX.Element {
  return (
    <>
      <h1>All notification settings</h1>
      <section className="card">
        <PreferenceCenter
          pause={<PauseAll />}
          reach={<ChannelReach />}
          filter={<PreferenceCenterFilter minTypes={5} />}
          frequency={<PreferenceFrequency />}
          bulk={<PreferenceCenterBulk />}
          schedule={withSchedules.includes(backend) && <NotificationSchedule />}
        />
      </section>
      <p>
        <Link to="/settings">Back to the settings</Link>
      </p>
    </>
  )
}
