import { createRoot } from 'react-dom/client'
import '../../../src/styles/index.css'
import { DeviceList, IdentikitProvider, PushDevice } from '../../../src/index.js'
import { createRemoteClient } from '../../../src/remote.js'

const vapidKey = new URLSearchParams(location.search).get('key') ?? ''
const client = createRemoteClient({ url: '/api/identikit' })

createRoot(document.querySelector('main')!).render(
  <IdentikitProvider client={client} userId="ada">
    <PushDevice vapidKey={vapidKey} serviceWorker="/push-worker.js" />
    <DeviceList />
  </IdentikitProvider>,
)
