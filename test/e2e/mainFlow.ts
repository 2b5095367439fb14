import { expect } from 'vitest'
import { messages } from '../../src/core/messages/messages.js'
import { expectSoon } from './expectSoon.js'
import type { Example } from './setUpExample.js'
import type { Visitor } from './visitor.js'

/** A toggled switch. */
export interface Toggled {
  readonly visitor: Visitor
  readonly name: string
  readonly isOn: boolean
}

/** Signs up, opens the settings and toggles the first enabled switch of a type until it is saved. */
export async function toggleFirst({ open }: Example, userName: string): Promise<Toggled> {
  const visitor = await open()
  await visitor.signUp(userName)
  const all = messages.preferences.channel('')
  const free = visitor.center
    .getByRole('table')
    .locator(`[role="switch"]:not([aria-disabled]):not([aria-label^="${all}"])`)
  const name = (await free.first().getAttribute('aria-label')) ?? ''
  return toggle(visitor, name)
}

/** Toggles one switch, expects the new state at once and the announcement of the save. */
export async function toggle(visitor: Visitor, name: string): Promise<Toggled> {
  const target = visitor.switch(name)
  await target.waitFor()
  const isOn = !(await isChecked(target))
  const [answer] = await Promise.all([
    visitor.page.waitForResponse((response) => response.request().method() === 'PATCH'),
    target.click(),
  ])
  expect(answer.status()).toBe(200)
  expect(await isChecked(target)).toBe(isOn)
  // The streak settings have their own status element.
  const status = visitor.center.getByRole('status').last()
  const announcement = isOn ? messages.savedOn(name) : messages.savedOff(name)
  await expectSoon(() => status.textContent()).toBe(announcement)
  return { visitor, name, isOn }
}

/** Runs the main flow: signs up, toggles the first switch and the streak, changes the name, reloads, and expects every change to be kept. */
export async function keepChoices(
  example: Example,
  userName: string,
): Promise<Toggled & { readonly isStreakOn: boolean | undefined }> {
  const toggled = await toggleFirst(example, userName)
  const { visitor, name, isOn } = toggled
  const isStreakOn = await toggleStreak(visitor)
  await changeName(visitor)
  await visitor.openSettings()
  expect(await isChecked(visitor.switch(name))).toBe(isOn)
  if (isStreakOn !== undefined) {
    await streakSwitch(visitor).waitFor()
    expect(await isChecked(streakSwitch(visitor))).toBe(isStreakOn)
  }
  return { ...toggled, isStreakOn }
}

/** Changes the name (or first name), expects it after a reload, and changes it back. */
async function changeName({ page }: Visitor): Promise<void> {
  const { name, firstName, save } = messages.profile
  const box = page.getByRole('textbox', { name: new RegExp(`^(?:${name}|${firstName})$`) })
  const set = async (text: string) => {
    await box.fill(text)
    await page.getByRole('button', { name: save, exact: true }).click()
    await page.locator('.ik-profile-actions[data-save="saved"]').waitFor()
  }
  await page.goto('/profile')
  const before = await box.inputValue()
  await set('Augusta')
  await page.goto('/profile')
  await expectSoon(() => box.inputValue()).toBe('Augusta')
  await set(before)
}

const findStreak = ({ page }: Visitor) =>
  page.getByRole('region', { name: messages.streak.title, exact: true })

const streakSwitch = (visitor: Visitor) =>
  findStreak(visitor).getByRole('switch', { name: messages.streak.enabled, exact: true })

/** Toggles the streak and expects the announcement of the save; returns `undefined` if the service has no streak. */
async function toggleStreak(visitor: Visitor): Promise<boolean | undefined> {
  const { capabilities } = await visitor.readServer()
  if (!capabilities.streak) return undefined
  const target = streakSwitch(visitor)
  await target.waitFor()
  const isOn = !(await isChecked(target))
  await target.click()
  expect(await isChecked(target)).toBe(isOn)
  const status = findStreak(visitor).getByRole('status')
  const { savedOn, savedOff } = messages
  await expectSoon(() => status.textContent()).toBe(
    (isOn ? savedOn : savedOff)(messages.streak.enabled),
  )
  return isOn
}

/** Returns the state of a switch as assistive technology reads it. */
export async function isChecked(target: ReturnType<Visitor['switch']>): Promise<boolean> {
  return (await target.getAttribute('aria-checked')) === 'true'
}
