import { expect } from 'vitest'
import { expectSoon } from './expectSoon.js'
import type { Example } from './setUpExample.js'
import type { Visitor } from './visitor.js'

/** Signs up, lands on the settings and turns one switch off, until it is saved. */
export async function turnRecapOff({ open }: Example, name: string): Promise<Visitor> {
  const visitor = await open()
  await visitor.signUp(name)
  const recap = visitor.switch('Weekly recap, Email')
  await expectSoon(() => isChecked(recap)).toBe(true)

  const [answer] = await Promise.all([
    visitor.page.waitForResponse((response) => response.request().method() === 'PATCH'),
    recap.click(),
  ])
  expect(answer.status()).toBe(200)
  expect(await isChecked(recap)).toBe(false)
  const status = visitor.center.getByRole('status')
  await expectSoon(() => status.textContent()).toBe('Weekly recap, Email: off. Saved')
  return visitor
}

/** What a switch tells assistive technology. */
export async function isChecked(target: ReturnType<Visitor['switch']>): Promise<boolean> {
  return (await target.getAttribute('aria-checked')) === 'true'
}
