import { expect } from 'vitest'
import { messages } from '../../src/core/messages/messages.js'
import { expectSoon } from './expectSoon.js'
import type { Example } from './setUpExample.js'
import type { Visitor } from './visitor.js'

/** A switch of the center that was turned, by its name on the page. */
export interface Turned {
  readonly visitor: Visitor
  readonly name: string
  readonly isOn: boolean
}

/** Signs up, lands on the settings and turns the first switch of a row that can be turned, until it is saved. */
export async function turnFirst({ open }: Example, person: string): Promise<Turned> {
  const visitor = await open()
  await visitor.signUp(person)
  const free = visitor.center.getByRole('table').locator('[role="switch"]:not([aria-disabled])')
  const name = (await free.first().getAttribute('aria-label')) ?? ''
  return turn(visitor, name)
}

/** Turns one switch of the center, sees it turned at once, and hears that it is saved. */
export async function turn(visitor: Visitor, name: string): Promise<Turned> {
  const target = visitor.switch(name)
  await target.waitFor()
  const isOn = !(await isChecked(target))
  const [answer] = await Promise.all([
    visitor.page.waitForResponse((response) => response.request().method() === 'PATCH'),
    target.click(),
  ])
  expect(answer.status()).toBe(200)
  expect(await isChecked(target)).toBe(isOn)
  // Within it the streak has one of its own.
  const status = visitor.center.getByRole('status').last()
  const said = isOn ? messages.preferences.savedOn(name) : messages.preferences.savedOff(name)
  await expectSoon(() => status.textContent()).toBe(said)
  return { visitor, name, isOn }
}

/** The main flow: signs up, turns the first switch and the streak, changes the name, loads the pages again, and finds all as it was left. */
export async function keepChoices(
  example: Example,
  person: string,
): Promise<Turned & { readonly isStreakOn: boolean | undefined }> {
  const turned = await turnFirst(example, person)
  const { visitor, name, isOn } = turned
  const isStreakOn = await turnStreak(visitor)
  await changeName(visitor)
  await visitor.openSettings()
  expect(await isChecked(visitor.switch(name))).toBe(isOn)
  if (isStreakOn !== undefined) {
    await streakSwitch(visitor).waitFor()
    expect(await isChecked(streakSwitch(visitor))).toBe(isStreakOn)
  }
  return { ...turned, isStreakOn }
}

/** Changes the name, or the first one where the service has two, finds it changed when the page is loaded again, and changes it back. */
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

const streakOf = ({ page }: Visitor) =>
  page.getByRole('region', { name: messages.streak.title, exact: true })

const streakSwitch = (visitor: Visitor) =>
  streakOf(visitor).getByRole('switch', { name: messages.streak.enabled, exact: true })

/** Turns the streak off or on, and hears that it is saved; `undefined` where the service has none. */
async function turnStreak(visitor: Visitor): Promise<boolean | undefined> {
  const { capabilities } = await visitor.readServer()
  if (!capabilities.streak) return undefined
  const target = streakSwitch(visitor)
  await target.waitFor()
  const isOn = !(await isChecked(target))
  await target.click()
  expect(await isChecked(target)).toBe(isOn)
  const status = streakOf(visitor).getByRole('status')
  const { savedOn, savedOff } = messages.preferences
  await expectSoon(() => status.textContent()).toBe(
    (isOn ? savedOn : savedOff)(messages.streak.enabled),
  )
  return isOn
}

/** What a switch tells assistive technology. */
export async function isChecked(target: ReturnType<Visitor['switch']>): Promise<boolean> {
  return (await target.getAttribute('aria-checked')) === 'true'
}
