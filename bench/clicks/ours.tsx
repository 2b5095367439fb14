import type { JSX } from 'react'
import { createMemoryAdapter } from '../../src/adapters/memory/memory.js'
import { createPostgresAdapter, type PostgresQuery } from '../../src/adapters/postgres/postgres.js'
import { createRemoteAdapter } from '../../src/adapters/remote/remote.js'
import { createUserClient, type UserAdapter } from '../../src/core.js'
import { IdentikitProvider, usePreference, usePreferenceStatus } from '../../src/index.js'
import { createUserHandler } from '../../src/server.js'
import type { Contender, Visit } from './contender.js'
import { linkedFetch } from './linkedFetch.js'
import { switchIds, type SwitchId } from './plan.js'
import { fill, readSaved, linked, switchesOf } from './service.js'
import { Switch } from './Switch.js'

function Cell({ id }: { readonly id: SwitchId }): JSX.Element {
  const { isOn, saveStatus, set } = usePreference({ type: id, channel: 'email' })
  return (
    <Switch
      id={id}
      isOn={isOn}
      isSaving={saveStatus === 'saving'}
      hasError={saveStatus === 'failed'}
      onChange={(enabled) => void set(enabled)}
    />
  )
}

function Cells(): JSX.Element | null {
  const { status } = usePreferenceStatus()
  return status === 'ready' ? (
    <>
      {switchIds.map((id) => (
        <Cell key={id} id={id} />
      ))}
    </>
  ) : null
}

/** `store` keeps the data; the browser goes through `reach`. */
function contender(
  name: string,
  store: () => UserAdapter,
  reach: (adapter: UserAdapter, visit: Visit) => UserAdapter,
): Contender {
  return {
    name,
    isOurs: true,
    async open(visit) {
      const { userId, first } = visit
      const adapter = store()
      await fill(adapter, userId, first)
      const client = createUserClient(reach(adapter, visit))
      return {
        saved: () => readSaved(adapter, userId),
        Page: () => (
          <IdentikitProvider client={client} userId={userId}>
            <Cells />
          </IdentikitProvider>
        ),
      }
    },
  }
}

const direct = (adapter: UserAdapter, visit: Visit) =>
  linked(adapter, visit.link, (changes) => visit.newestClicks(switchesOf(changes)))

export const overMemory = contender('Identikit, memory', createMemoryAdapter, direct)

/** One for all trials, so that its tables are made once. */
export function overPostgres(query: PostgresQuery): Contender {
  const adapter = createPostgresAdapter({ query })
  return contender('Identikit, Postgres', () => adapter, direct)
}

/** The whole way: the kit's own adapter, HTTP's Request and Response, the kit's own handler. */
export const overRemote = contender(
  'Identikit, remote',
  createMemoryAdapter,
  (adapter, { link, userId, newestClicks }) => {
    const handler = createUserHandler({ adapter, authenticate: () => userId })
    return createRemoteAdapter({
      url: 'https://app.invalid/api/identikit',
      fetch: linkedFetch(link, handler, ({ changes }) => newestClicks(switchesOf(changes))),
    })
  },
)
