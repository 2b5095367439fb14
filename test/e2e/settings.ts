import { describe, expect, it } from 'vitest'
import { expectSoon } from './expectSoon.js'
import { isChecked } from './mainFlow.js'
import type { Example } from './setUpExample.js'
import { toEmail } from './visitor.js'

export function testSettings(example: Example): void {
  describe('the settings page of the example', () => {
    it('updates the same setting in two places together', async () => {
      const { page, switch: find, signUp } = await example.open()
      await signUp('Two Places')
      const card = page.getByRole('complementary').getByRole('switch')
      await card.click()
      expect(await isChecked(card)).toBe(false)
      expect(await isChecked(find('Weekly recap, Email'))).toBe(false)
    })

    it('reads once per page for all components', async () => {
      const { page, sent, signUp, openSettings } = await example.open()
      await signUp('One Read')
      const before = sent.length
      await openSettings()
      await page.waitForTimeout(600)
      expect(sent.slice(before)).toEqual(['GET user,preferences,streak,streakInfo'])
    })

    it('works with the keyboard', async () => {
      const { page, switch: find, readServer } = await example.open()
      await page.goto('/')
      await page.getByLabel('Name').waitFor()
      // The brand, name, email, consent, sign up.
      await page.keyboard.press('Tab')
      for (const text of ['No Mouse', toEmail('No Mouse')]) {
        await page.keyboard.press('Tab')
        await page.keyboard.type(text)
      }
      for (const key of ['Tab', 'Space', 'Tab', 'Enter']) await page.keyboard.press(key)
      await find('Product news, Email').waitFor()
      expect(await isChecked(find('Product news, Email'))).toBe(true)
      const security = find('Security alerts, Email')
      const recap = find('Weekly recap, Email')
      const isFocused = (target: typeof recap) =>
        target.evaluate((element) => element === document.activeElement)

      for (let presses = 0; presses < 20 && !(await isFocused(recap)); presses += 1) {
        await page.keyboard.press('Tab')
      }
      expect(await isFocused(recap)).toBe(true)
      await page.keyboard.press('Space')
      expect(await isChecked(recap)).toBe(false)
      expect(await isFocused(recap)).toBe(true)
      await expectSoon(readServer).toMatchObject(choice('weekly-recap', 'off'))

      // A locked switch can be focused, so that its reason is announced, but not toggled.
      for (let presses = 0; presses < 20 && !(await isFocused(security)); presses += 1) {
        await page.keyboard.press('Tab')
      }
      await page.keyboard.press('Space')
      expect(await isChecked(security)).toBe(true)
    })

    it('refuses writes to locked settings', async () => {
      const { page, signUp } = await example.open()
      await signUp('Sly Sender')
      const response = await page.request.patch('/api/identikit/preferences', {
        data: { changes: [{ type: 'security', channel: 'email', enabled: false }] },
      })
      expect(response.status()).toBe(403)
    })

    it('fits 320 px', async () => {
      const viewport = { width: 320, height: 700 }
      const { page, center, signUp } = await example.open({ viewport })
      const overflow = () =>
        page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        )
      for (const path of ['/', '/sign-in']) {
        await page.goto(path)
        await page.getByRole('heading', { level: 1 }).waitFor()
        expect(await overflow()).toBe(0)
      }
      await signUp('Narrow Person')
      for (const row of await center.locator('[aria-expanded]').all()) await row.click()
      expect(await center.getByRole('switch').count()).toBe(15)
      expect(await overflow()).toBe(0)
    })
  })
}

/** Part of the server's answer for one email setting. */
function choice(id: string, state: string) {
  const type = expect.objectContaining({ id, channels: { email: { state } } }) as unknown
  return { preferences: { data: { types: expect.arrayContaining([type]) as unknown } } }
}
