import { render } from '@testing-library/react'
import { StrictMode, type JSX } from 'react'
import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { messages } from '../../src/core/messages/messages.js'
import {
  DeleteAccount,
  DeviceList,
  PreferenceCenter,
  PreferenceSwitch,
  ProfileEditor,
  ProfileTimezoneField,
  StreakSettings,
  TimezoneMismatch,
} from '../../src/index.js'
import { ada, createMemoryAdapter, createWrapper, preferences } from '../../src/testing.js'

const { preferences: center, streak, profile, timezone, account } = messages

const cases: readonly (readonly [name: string, element: JSX.Element, notice: string])[] = [
  ['PreferenceCenter', <PreferenceCenter key="" />, center.signedOut],
  ['StreakSettings', <StreakSettings key="" />, streak.signedOut],
  ['ProfileEditor', <ProfileEditor key="" />, profile.signedOut],
  ['ProfileTimezoneField', <ProfileTimezoneField key="" />, timezone.signedOut],
  ['DeviceList', <DeviceList key="" />, account.devicesSignedOut],
  ['DeleteAccount', <DeleteAccount key="" onDelete={() => {}} />, account.deleteSignedOut],
]

function setUp(element: JSX.Element, userId: string | null | undefined) {
  const adapter = createMemoryAdapter({ users: [ada], preferences })
  const Wrapper = createWrapper({ adapter, userId })
  const view = render(
    <StrictMode>
      <Wrapper>{element}</Wrapper>
    </StrictMode>,
  )
  return { adapter, ...view }
}

test.each(cases)('%s: shows a sign-in notice when userId is null', async (_, element, notice) => {
  const { adapter, container } = setUp(element, null)
  await expect.element(page.getByText(notice, { exact: true })).toBeVisible()
  expect(page.getByRole('button').elements()).toEqual([])
  expect(page.getByRole('switch').elements()).toEqual([])
  expect(container.querySelector('[aria-busy="true"], [class*="skeleton"]')).toBeNull()
  expect(adapter.calls).toEqual([])
})

test('PreferenceCenter: treats an empty userId as signed out', async () => {
  const { adapter } = setUp(<PreferenceCenter />, '')
  await expect.element(page.getByText(center.signedOut, { exact: true })).toBeVisible()
  expect(adapter.calls).toEqual([])
})

test.each(cases)('%s: shows no sign-in notice while userId is undefined', (_, element, notice) => {
  const { adapter } = setUp(element, undefined)
  expect(page.getByText(notice).elements()).toEqual([])
  expect(adapter.calls).toEqual([])
})

test.each([
  ['PreferenceSwitch', <PreferenceSwitch key="" type="comments" channel="email" />],
  ['TimezoneMismatch', <TimezoneMismatch key="" />],
])('%s: renders nothing when userId is null', (_, element) => {
  expect(setUp(element, null).container.innerHTML).toBe('')
})
