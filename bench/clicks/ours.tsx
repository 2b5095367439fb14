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
import { createUser, findSwitches, linkAdapter, readSaved } from './service.js'
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

/** Creates a contender: `open` creates the adapter of the service, `connect` the one of the browser. */
function createContender(
  name: string,
  open: () => UserAdapter,
  connect: (adapter: UserAdapter, visit: Visit) => UserAdapter,
): Contender {
  return {
    name,
    isOurs: true,
    async open(visit) {
      const { userId, initial } = visit
      const adapter = open()
      await createUser(adapter, userId, initial)
      const client = createUserClient(connect(adapter, visit))
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
  linkAdapter(adapter, visit.link, (changes) => visit.newestClicks(findSwitches(changes)))

export const overMemory = createContender('Identikit, memory', createMemoryAdapter, direct)

/** Creates one adapter for all trials, so that its tables are created once. */
export function overPostgres(query: PostgresQuery): Contender {
  const adapter = createPostgresAdapter({ query })
  return createContender('Identikit, Postgres', () => adapter, direct)
}

/** The remote adapter over Request and Response to the handler. */
export const overRemote = createContender(
  'Identikit, remote',
  createMemoryAdapter,
  (adapter, { link, userId, newestClicks }) => {
    const handler = createUserHandler({ adapter, authenticate: () => userId })
    return createRemoteAdapter({
      url: 'https://app.invalid/api/identikit',
      fetch: linkedFetch(link, handler, ({ changes }) => newestClicks(findSwitches(changes))),
    })
  },
)
