import {
  ChannelReach,
  NotificationSchedule,
  PauseAll,
  PreferenceCenter,
  PreferenceCenterBulk,
  PreferenceCenterFilter,
  PreferenceFrequency,
  PushDevice,
} from 'identikit'
import type { JSX } from 'react'
import type { BackendName } from '../types.js'
import { Link } from './router.js'

interface NotificationsPageProps {
  readonly backend: BackendName
}

/** The services that store when a user wants messages, and the devices of browsers. */
const ownServices: readonly BackendName[] = ['postgres', 'memory']

/** Harbor sends no messages. Create a pair of your own with `npx web-push generate-vapid-keys`. */
const vapidKey =
  'BHRMLRtcUJaVcD92G7Hc0F-ffS8t7f3SdR3jrWRgvqbTTnbewL6BO8hYEaYfZYHoGciUYfenf4HVqgq3oykcH7U'

/** The preference center with every part that a product can add, and the push messages of this browser. */
export function NotificationsPage({ backend }: NotificationsPageProps): JSX.Element {
  const isOwn = ownServices.includes(backend)
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
          schedule={isOwn && <NotificationSchedule />}
        />
        {isOwn && <PushDevice vapidKey={vapidKey} serviceWorker="/push-worker.js" />}
      </section>
      <p>
        <Link to="/settings">Back to the settings</Link>
      </p>
    </>
  )
}
