import { createWriter } from '../../../src/react/store/writer.js'
import { serverPage } from '../../../src/react/store/page.js'
import { QueryClient } from '@tanstack/react-query'
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { createUserClient, IdentikitError, type StreakSettings } from '../../../src/core.js'
import { applyStreakChange, type StreakChange } from '../../../src/core/streak/streakChanges.js'
import { getQueryKey } from '../../../src/react/store/queries.js'
import { createRecovery } from '../../../src/react/store/recovery.js'
import { createPendingWrites } from '../../../src/react/store/pendingWrites.js'
import { createValueStore } from '../../../src/react/store/valueStore.js'
import { createStreakStores } from '../../../src/react/streak/streakStores.js'
import { createMemoryAdapter } from '../../../src/testing.js'

const numRuns = Number(process.env['IDENTIKIT_RUNS'] ?? 100)
const streak: StreakSettings = {
  enabled: true,
  evaluationMode: 'or',
  metrics: [
    { key: 'words', threshold: 500 },
    { key: 'old', threshold: 2 },
  ],
  daysOff: [0],
}

const change: fc.Arbitrary<StreakChange> = fc.oneof(
  fc.record({ enabled: fc.boolean() }),
  fc.record({ evaluationMode: fc.constantFrom('and' as const, 'or' as const) }),
  fc.record({
    metric: fc.constantFrom('words', 'minutes', 'pages'),
    threshold: fc.option(fc.integer({ min: 1, max: 9 })),
  }),
  fc.record({ day: fc.integer({ min: 0, max: 3 }), isOff: fc.boolean() }),
)
/** Acts of a person, and which of the requests fail. */
const story = fc.record({
  acts: fc.array(change, { minLength: 1, maxLength: 8 }),
  failing: fc.array(fc.boolean(), { maxLength: 8 }),
})

async function play(acts: readonly StreakChange[], failing: readonly boolean[]) {
  const adapter = createMemoryAdapter({ users: [{ id: 'ada' }], streak })
  const client = createUserClient(adapter)
  const queryClient = new QueryClient()
  queryClient.setQueryData(getQueryKey(client, 'ada', 'streak'), streak)
  const { settings } = createStreakStores({
    queryClient,
    userId: 'ada',
    client: () => client,
    whenIdentified: async () => {},
    capabilities: () => client.capabilities,
    isReadOnly: () => false,
    page: serverPage,
    recovery: createRecovery({ queryClient, page: serverPage }, [], undefined),
    storedQueue: undefined,
    nextOrder: createWriter(serverPage, undefined),
    announceSave: () => {},
    pendingWrites: createPendingWrites(),
    usedStores: new Set(),
    logs: createValueStore(new Map()),
    onError: () => {},
    onSaved: () => {},
  })
  let sent = 0
  adapter.faults.fail = ({ member }) =>
    member === 'streak.update' && failing[sent++]
      ? new IdentikitError('invalid', 'Refused.', { status: 422 })
      : undefined
  const results = await Promise.all(acts.map((act) => settings.update([act])))
  return { results, shown: settings.getSnapshot().data, saved: await client.streak.get('ada') }
}

it('createStreakStores: shows what the service holds after quick changes of which some fail', async () => {
  await fc.assert(
    fc.asyncProperty(story, async ({ acts, failing }) => {
      const { results, shown, saved } = await play(acts, failing)
      expect(shown).toEqual(saved)
      const kept = acts.filter((_, index) => results[index]?.status === 'saved')
      const wanted = kept.reduce(applyStreakChange, streak)
      expect(saved).toEqual({ ...wanted, metrics: expect.arrayContaining([...wanted.metrics]) })
      expect(saved.metrics).toHaveLength(wanted.metrics.length)
    }),
    { numRuns },
  )
})
