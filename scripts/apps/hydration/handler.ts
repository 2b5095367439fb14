import { createMemoryAdapter } from 'identikit/adapters/memory'
import { createUserHandler } from 'identikit/server'

/** Serves one user, whose language is that of the browser. */
export const handler = createUserHandler({
  adapter: ({ headers }) => {
    const locale = headers.get('accept-language')?.slice(0, 2)
    return createMemoryAdapter({
      users: [{ id: 'demo', locale, timezone: 'America/Los_Angeles', phone: '+14155550123' }],
      streak: { enabled: true, metrics: [{ key: 'words', threshold: 1500 }], daysOff: [0] },
      streakInfo: { metrics: [{ key: 'words' }], frequency: 'daily', length: 12 },
      schedule: {
        enabled: true,
        timezone: 'America/Los_Angeles',
        hours: [{ day: 1, from: 540, to: 1080 }],
        pausedUntil: '2099-06-01T00:30:00.000Z',
      },
    })
  },
  authenticate: () => 'demo',
})
