import { IdentikitProvider, PreferenceCenter, type IdentikitProviderProps } from 'identikit'
import { createRemoteClient } from 'identikit/remote'
import 'identikit/styles.css'
import { catalog } from './notifications'

const client = createRemoteClient({ url: '/api/identikit' })

export function Settings({ userId, initial }: Pick<IdentikitProviderProps, 'userId' | 'initial'>) {
  return (
    <IdentikitProvider client={client} userId={userId} initial={initial} catalog={catalog}>
      <PreferenceCenter />
    </IdentikitProvider>
  )
}
