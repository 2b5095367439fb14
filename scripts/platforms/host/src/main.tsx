import { createRoot } from 'react-dom/client'
import { IdentikitProvider } from 'identikit'
import { createMemoryAdapter } from 'identikit/adapters/memory'
import { createUserClient, defineCatalog } from 'identikit/core'
import App from './App'
import { PreferenceCenter } from './components/identikit/preference-center'
import { NotificationTable } from './NotificationTable'

const catalog = defineCatalog([{ id: 'news', label: 'News', channels: ['email'] }])
const client = createUserClient(createMemoryAdapter({ users: [{ id: 'grace' }] }))

createRoot(document.getElementById('root')!).render(
  <>
    <App />
    <IdentikitProvider client={client} userId="grace" catalog={catalog}>
      <NotificationTable />
      <PreferenceCenter />
    </IdentikitProvider>
  </>,
)
