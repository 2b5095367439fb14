import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { createRemoteAdapter } from '../../../src/adapters/remote/remote.js'
import { messages } from '../../../src/core.js'
import { PreferenceCenter, StreakSettings } from '../../../src/index.js'
import { createUserHandler } from '../../../src/server/handler.js'
import { ada, createMemoryAdapter, preferences } from '../../../src/testing.js'
import { showStreak, streak } from '../streak/streak.fixture.js'

const { streak: t } = messages
const heading = (level: number) => page.getByRole('heading', { level, name: t.title })
const last = messages.preferences.cell('Product news', 'Email')

test('PreferenceCenter: shows the streak slot one heading level below its own, before the commercial switch', async () => {
  const { container } = showStreak(
    { preferences: { ...preferences, subscribed: { state: 'on' } } },
    {},
    <PreferenceCenter headingLevel={1} streak={<StreakSettings />} />,
  )
  await expect.element(heading(2)).toBeVisible()
  await expect.element(page.getByRole('switch', { name: last })).toBeVisible()
  const section = container.querySelector('.ik-streak-settings')
  expect(section?.previousElementSibling?.className).toBe('ik-preference-center-list')
  expect(section?.nextElementSibling?.className).toBe('ik-preference-center-subscribed')
})

test('PreferenceCenter: neither shows nor reads the streak without the slot', async () => {
  const { adapter } = showStreak({ preferences }, {}, <PreferenceCenter />)
  await expect.element(page.getByRole('switch', { name: last })).toBeVisible()
  expect(page.getByText(t.title).all()).toEqual([])
  expect(adapter.calls.map(({ member }) => member)).toEqual(['preferences.get'])
})

test('PreferenceCenter: reads the preferences and the streak in one request over HTTP', async () => {
  const handler = createUserHandler({
    adapter: createMemoryAdapter({ users: [ada], preferences, streak }),
    authenticate: () => ada.id,
  })
  const requests: (string | null)[] = []
  const adapter = createRemoteAdapter({
    url: '/api/identikit',
    fetch: async (input, init) => {
      const request = new Request(input, init)
      requests.push(new URL(request.url).searchParams.get('read'))
      return handler(request)
    },
  })
  showStreak({}, { adapter }, <PreferenceCenter streak={<StreakSettings />} />)
  await expect.element(page.getByRole('checkbox', { name: 'Sunday' })).toBeVisible()
  await expect.element(page.getByText(/midnight in London/)).toBeVisible()
  expect(requests.map((read) => read?.split(',').sort())).toEqual([
    ['preferences', 'streak', 'streakInfo', 'user'],
  ])
})
