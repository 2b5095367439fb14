import { IdentikitProvider, PreferenceCenter, type InitialData } from 'identikit/preferences'
import { createRemoteClient } from 'identikit/remote'

declare global {
  interface Window {
    /** What the server read for its HTML. */
    initial?: InitialData
  }
}

const size = new URLSearchParams(location.search).get('size') ?? ''
const client = createRemoteClient({ url: `/identikit/${size}` })

/** Renders the center; `server.mjs` renders the same elements. */
export function App() {
  return (
    <IdentikitProvider client={client} userId="u1" initial={window.initial}>
      <PreferenceCenter />
    </IdentikitProvider>
  )
}
