import { useState, type JSX } from 'react'
import {
  IdentikitProvider,
  PreferenceCenter,
  ProfileEditor,
  useIdentify,
  usePreferences,
  type InitialData,
} from '../../../src/index.js'
import { createRemoteClient } from '../../../src/remote.js'
import { isOn, type CatalogEntry } from '../../../src/core.js'

/** What the server writes into the HTML for the page's script. */
export interface PageSettings {
  readonly view: 'center' | 'profile' | 'list' | 'elsewhere'
  readonly userId: string | null
  readonly catalog: readonly CatalogEntry[]
  /** The data of a page that the server rendered. */
  readonly initial?: InitialData | undefined
  /** Milliseconds until the page knows the token of its requests. @default requests have none */
  readonly tokenDelay?: number | undefined
  /** Milliseconds until the page gives up a request. @default that of the client */
  readonly timeout?: number | undefined
  /** Whether the page is shown only when `start()` is called. */
  readonly isManual?: boolean | undefined
}

/** Renders the page for server and browser. */
export function SavesApp({ settings }: { readonly settings: PageSettings }): JSX.Element {
  const { view, catalog, initial, tokenDelay, timeout } = settings
  const [userId, setUserId] = useState(settings.userId)
  const [client] = useState(() =>
    createRemoteClient({
      url: '/api/identikit',
      timeout,
      headers: tokenDelay === undefined ? undefined : () => getToken(tokenDelay),
    }),
  )
  return (
    <IdentikitProvider
      client={client}
      userId={userId}
      initial={initial}
      catalog={catalog}
      onError={() => {}}
    >
      <View view={view} />
      <Buttons catalog={catalog} userId={userId ?? ''} />
      <button
        type="button"
        onClick={() => {
          document.cookie = 'user=grace; path=/'
          setUserId('grace')
        }}
      >
        Sign in as Grace
      </button>
    </IdentikitProvider>
  )
}

function View({ view }: Pick<PageSettings, 'view'>): JSX.Element {
  if (view === 'profile') return <ProfileEditor />
  return view === 'list' ? <List /> : <PreferenceCenter />
}

/** Renders numbers only, because 500 rows of the development build are slow. */
function List(): JSX.Element {
  const { preferences, saveStatus } = usePreferences()
  const settings = preferences?.types.flatMap(({ channels }) => Object.values(channels)) ?? []
  const on = settings.filter((setting) => isOn(setting)).length
  return <p>{`${on} of ${settings.length} are on, ${saveStatus}.`}</p>
}

/** Reads a token as pages do whose session has to be asked for it. */
async function getToken(delay: number): Promise<{ authorization: string }> {
  await new Promise((resolve) => setTimeout(resolve, delay))
  return { authorization: 'Bearer sentinel-token' }
}

interface ButtonsProps {
  readonly catalog: readonly CatalogEntry[]
  readonly userId: string
}

function Buttons({ catalog, userId }: ButtonsProps): JSX.Element {
  const { update } = usePreferences()
  const { identify } = useIdentify()
  const everything = catalog.flatMap(({ id, channels = [] }) =>
    channels.map((channel) => ({ type: id, channel, enabled: false })),
  )
  return (
    <>
      <button type="button" onClick={() => void update(everything)}>
        Turn off all
      </button>
      <button
        type="button"
        onClick={() =>
          void identify(userId, { name: 'Ada sentinel', email: 'ada@sentinel.example' })
        }
      >
        Identify
      </button>
    </>
  )
}
