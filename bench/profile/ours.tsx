import { createMemoryAdapter } from 'identikit/adapters/memory'
import { createUserClient } from 'identikit/core'
import { IdentikitProvider, ProfileEditor } from 'identikit/profile'
import { user } from './user.js'

const client = createUserClient(createMemoryAdapter({ users: [user] }))

export function App() {
  return (
    <IdentikitProvider client={client} userId={user.id}>
      <ProfileEditor locales={['en', 'de', 'fr']} />
    </IdentikitProvider>
  )
}
