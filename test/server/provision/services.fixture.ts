import { createMemoryAdapter } from '../../../src/adapters/memory/memory.js'
import { createKnockAdapter } from '../../../src/adapters/knock/knock.js'
import { createNotiflowsAdapter } from '../../../src/adapters/notiflows/notiflows.js'
import { createTrophyAdapter } from '../../../src/adapters/trophy/trophy.js'
import type { UserAdapter } from '../../../src/core/adapter.js'
import { combineAdapters } from '../../../src/core/combine/combineAdapters.js'
import type { PreferenceTarget } from '../../../src/core/preferences/preferences.js'
import { openEngage } from '../../adapters/engage/engage.fixture.js'
import { createKnockFake } from '../../adapters/knock/knock.fake.js'
import { createNotiflowsFake } from '../../adapters/notiflows/notiflows.fake.js'
import { openPostgres } from '../../adapters/postgres/postgres.fixture.js'
import { record } from '../../adapters/recorder.js'
import { createTrophyFake } from '../../adapters/trophy/trophy.fake.js'

/** A service without users. */
export interface Service {
  readonly name: string
  readonly open: () => UserAdapter
  /** Two settings of the service. */
  readonly targets: readonly [PreferenceTarget, PreferenceTarget]
  /** Whether the service stores a preference without its user, so that nothing is `not-found`. */
  readonly servesUnknown?: true
}

const byChannel = [
  { type: 'news', channel: 'email' },
  { type: 'tips', channel: 'push' },
] as const

const knockTargets = [
  { type: 'workflow:news', channel: 'email' },
  { type: 'category:tips', channel: 'push' },
] as const

const openKnock = () => {
  const { fetch } = record(createKnockFake({ users: [] }).fetch)
  return createKnockAdapter({ apiKey: 'sk_test_fake-sentinel', fetch })
}

const openTrophy = (options: Parameters<typeof createTrophyFake>[0] = {}) => {
  const fake = createTrophyFake({ users: [], attributes: ['plan'], ...options })
  return createTrophyAdapter({ apiKey: fake.adminKey, fetch: record(fake.fetch).fetch })
}

const openNotiflows = (unknownUsers: 'not-found' | 'served') => {
  const keys = { publicKey: 'pk_test', secretKey: 'sk_sentinel' }
  const notiflows = { news: { enabled: true, channel_types: { email: true } } }
  const fake = createNotiflowsFake({
    secretKey: keys.secretKey,
    users: [],
    unknownUsers,
    preferences: { channel_types: { email: true }, notiflows },
  })
  return createNotiflowsAdapter({ ...keys, fetch: record(fake.fetch).fetch })
}

export const services: readonly Service[] = [
  { name: 'memory', open: () => createMemoryAdapter(), targets: byChannel },
  {
    name: 'memory with rows',
    open: () => createMemoryAdapter({ rules: { write: 'row' } }),
    targets: byChannel,
  },
  {
    name: 'memory with an order of its own',
    open: () => ({ ...createMemoryAdapter({ rules: { order: true } }), order: true }),
    targets: byChannel,
  },
  { name: 'Postgres', open: () => openPostgres().adapter, targets: byChannel },
  { name: 'Knock', open: openKnock, targets: knockTargets },
  { name: 'Notiflows', open: () => openNotiflows('not-found'), targets: byChannel },
  {
    name: 'Notiflows, if it serves unknown users',
    open: () => openNotiflows('served'),
    targets: byChannel,
    servesUnknown: true,
  },
  ...([404, 400, 422] as const).map((missing): Service => ({
    name: `Trophy with ${missing}`,
    open: () => openTrophy({ missing }),
    targets: [
      { type: 'recap', channel: 'email' },
      { type: 'achievement_completed', channel: 'push' },
    ],
  })),
  {
    name: 'Engage',
    open: () => openEngage({ fake: { users: [] } }).adapter,
    targets: [{ type: 'news' }, { type: 'tips' }],
  },
  {
    name: 'Knock and Trophy',
    open: () => {
      const [knock, trophy] = [openKnock(), openTrophy()]
      return combineAdapters({ users: [knock, trophy], preferences: knock, streak: trophy })
    },
    targets: knockTargets,
  },
]
