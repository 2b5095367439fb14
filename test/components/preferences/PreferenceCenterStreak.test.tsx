import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { createRemoteAdapter } from '../../../src/adapters/remote/remote.js'
import { messages } from '../../../src/core.js'
import { PreferenceCenter } from '../../../src/index.js'
import { createUserHandler } from '../../../src/server/handler.js'
import {
  ada,
  createMemoryAdapter,
  preferences,
  type MemoryAdapterOptions,
} from '../../../src/testing.js'
import { showStreak, streak } from '../streak/streak.fixture.js'

const { streak: t } = messages
const heading = (level: number) => page.getByRole('heading', { level, name: t.title })
const last = messages.preferences.cell('Product news', 'Email')

test('the center has the streak one heading below its own, before what is over everything', async () => {
  const { container } = showStreak(
    { preferences: { ...preferences, subscribed: { state: 'on' } } },
    {},
    <PreferenceCenter headingLevel={1} />,
  )
  await expect.element(heading(2)).toBeVisible()
  await expect.element(page.getByRole('switch', { name: last })).toBeVisible()
  const section = container.querySelector('.ik-streak-settings')
  expect(section?.previousElementSibling?.className).toBe('ik-preference-center-list')
  expect(section?.nextElementSibling?.className).toBe('ik-preference-center-subscribed')
})

test('there is none where the host hides it, where the service has none, and where nobody speaks of streaks', async () => {
  const cases = [
    [{}, {}, <PreferenceCenter key="hidden" streak={false} />],
    [{ without: ['streak'] }, {}, <PreferenceCenter key="lacking" streak />],
    [{}, { metrics: [] }, <PreferenceCenter key="silent" />],
  ] as const
  for (const [options, props, view] of cases) {
    const { adapter, unmount } = showStreak({ preferences, ...options }, props, view)
    await expect.element(page.getByRole('switch', { name: last })).toBeVisible()
    expect(page.getByText(t.title).all()).toEqual([])
    expect(adapter.calls.map(({ member }) => member)).toEqual(['preferences.get'])
    unmount()
  }
})

test('it is there where the host wants it, or the service names a metric', async () => {
  const { unmount } = showStreak({}, { metrics: [] }, <PreferenceCenter streak />)
  await expect.element(heading(3)).toBeVisible()
  unmount()
  showStreak({ streakInfo: { metrics: [] } }, { metrics: [] }, <PreferenceCenter />)
  await expect.element(heading(3)).toBeVisible()
})

test('over HTTP the whole page is one GET, and nothing shows before the service is known', async () => {
  const { adapter, asked } = overHttp({ streak })
  const { container } = showStreak({}, { adapter }, <PreferenceCenter />)
  expect(container.querySelector('.ik-streak-settings')).toBeNull()
  await expect.element(page.getByRole('checkbox', { name: 'Sunday' })).toBeVisible()
  await expect.element(page.getByText(/midnight in London/)).toBeVisible()
  expect(asked).toEqual(['GET user,preferences,streak,streakInfo'])
})

test('over HTTP a service without streaks shows nothing of it', async () => {
  const { adapter, asked } = overHttp({ without: ['streak'] })
  const { container } = showStreak({}, { adapter }, <PreferenceCenter />)
  await expect.element(page.getByRole('switch', { name: last })).toBeVisible()
  expect(container.querySelector('.ik-streak-settings')).toBeNull()
  expect(asked).toHaveLength(1)
})

function overHttp(options: MemoryAdapterOptions) {
  const handler = createUserHandler({
    adapter: createMemoryAdapter({ users: [ada], preferences, ...options }),
    authenticate: () => ada.id,
  })
  const asked: string[] = []
  const adapter = createRemoteAdapter({
    url: '/api/identikit',
    fetch: async (input, init) => {
      const request = new Request(input, init)
      const resources = new URL(request.url).searchParams.get('read')?.split(',') ?? []
      const order = ['user', 'preferences', 'streak', 'streakInfo']
      asked.push(
        `${request.method} ${order.filter((resource) => resources.includes(resource)).join(',')}`,
      )
      return handler(request)
    },
  })
  return { adapter, asked }
}
