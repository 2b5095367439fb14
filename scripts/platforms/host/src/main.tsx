import { createRoot } from 'react-dom/client'
import { IdentikitProvider } from 'identikit'
import { createMemoryAdapter } from 'identikit/adapters/memory'
import { createUserClient, defineCatalog } from 'identikit/core'
import App from './App'
import { PreferenceCenter } from './components/identikit/preference-center'
import { ProfileEditor } from './components/identikit/profile-editor'
import { SignUpForm } from './components/identikit/sign-up-form'
import { StreakSettings } from './components/identikit/streak-settings'
import { TimezonePicker } from './components/identikit/timezone-picker'
import { NotificationTable } from './NotificationTable'

const catalog = defineCatalog([{ id: 'news', label: 'News', channels: ['email'] }])
const client = createUserClient(createMemoryAdapter({ users: [{ id: 'grace' }] }))

createRoot(document.getElementById('root')!).render(
  <>
    <App />
    <IdentikitProvider client={client} userId="grace" catalog={catalog}>
      <NotificationTable />
      <PreferenceCenter />
      <ProfileEditor fields={['name']} />
      <StreakSettings />
      <TimezonePicker label="Zone" defaultValue="Europe/Oslo" />
      <SignUpForm onSubmit={() => ({ errors: { form: 'Closed.' } })} />
    </IdentikitProvider>
  </>,
)
