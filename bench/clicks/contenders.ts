import { createMemoryAdapter } from '../../src/adapters/memory/memory.js'
import { createPostgresAdapter, type PostgresQuery } from '../../src/adapters/postgres/postgres.js'
import { getSetting, isOn, type UserAdapter } from '../../src/core.js'
import { createUserHandler } from '../../src/server.js'
import type { Contender, Trial, TrialService } from './contender.js'
import { createKnockApi } from './knockApi.js'
import { switchIds, toChoices } from './plan.js'

/** Returns the contenders in the order of the rows. */
export function createContenders(query: PostgresQuery): readonly Contender[] {
  // One adapter for all trials, so that its tables are created once.
  const postgres = createPostgresAdapter({ query })
  return [
    {
      name: 'Identikit, memory',
      isOurs: true,
      page: 'direct',
      open: (trial) => openAdapter(createMemoryAdapter({ rules: { order: true } }), trial),
    },
    {
      name: 'Identikit, Postgres',
      isOurs: true,
      page: 'direct',
      open: (trial) => openAdapter(postgres, trial),
    },
    { name: 'Identikit, remote', isOurs: true, page: 'remote', open: openHandler },
    { name: "Knock's usePreferences", isOurs: false, page: 'knock', open: openKnock },
    { name: "TanStack's rollback", isOurs: false, page: 'rollback', open: openMemory },
  ]
}

const openMemory = (trial: Trial) => openAdapter(createMemoryAdapter(), trial)

/** Creates the user with the initial choices of a trial. */
async function openAdapter(
  adapter: UserAdapter,
  { userId, initial }: Trial,
): Promise<TrialService & { readonly adapter: UserAdapter }> {
  const preferences = switchIds.map((id) => ({ type: id, channel: 'email', enabled: initial[id] }))
  await adapter.users?.identify?.(userId, {}, { preferences })
  return {
    adapter,
    async saved() {
      const read = await adapter.preferences?.get(userId)
      return toChoices((id) => isOn(getSetting(read, { type: id, channel: 'email' })))
    },
  }
}

async function openHandler(trial: Trial): Promise<TrialService> {
  const { adapter, saved } = await openMemory(trial)
  const serve = createUserHandler({ adapter, authenticate: () => trial.userId })
  return { serve, saved }
}

function openKnock({ initial }: Trial): Promise<TrialService> {
  const api = createKnockApi(initial)
  return Promise.resolve({ serve: api.serve, saved: () => Promise.resolve(api.saved()) })
}
