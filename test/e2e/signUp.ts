import { describe, expect, it } from 'vitest'
import { expectSoon } from './expectSoon.js'
import { isChecked } from './mainFlow.js'
import type { Example } from './setUpExample.js'
import { toEmail } from './visitor.js'

export function testSignUp(example: Example): void {
  describe('signing up', () => {
    it('identifies once with device data and consent', async () => {
      const {
        signUp,
        sent,
        readServer,
        switch: find,
      } = await example.open({
        timezoneId: 'Asia/Kolkata',
        locale: 'de-DE',
      })
      await signUp('Wide Awake', { news: true })
      expect(sent).toEqual(['GET user', 'PUT /user', 'GET preferences,streak'])
      expect(await isChecked(find('Product news, Email'))).toBe(true)
      const { user, preferences } = await readServer()
      expect(user.data).toMatchObject({
        name: 'Wide Awake',
        email: toEmail('Wide Awake'),
        timezone: 'Asia/Kolkata',
        locale: 'de-DE',
        createdAt: expect.stringMatching(/^\d{4}-/) as string,
      })
      expect(preferences.data).toMatchObject({
        types: [{ id: 'news', channels: { email: { state: 'on' } } }],
      })
    })

    it('saves a declined consent as off', async () => {
      const { signUp, readServer } = await example.open()
      await signUp('Quiet Person')
      expect((await readServer()).preferences.data).toMatchObject({
        types: [{ id: 'news', channels: { email: { state: 'off' } } }],
      })
    })

    it('succeeds when the service fails, and identifies later', async () => {
      const { page, signUp, sent, expectStatus, switch: find, readServer } = await example.open()
      expectStatus(500)
      await example.setFaults({ failSaves: 1 })
      await signUp('Unlucky Person', { news: true })
      expect(await page.getByText('Your account is ready').isVisible()).toBe(true)
      await expectSoon(() => sent.filter((request) => request === 'PUT /user').length).toBe(2)
      await find('Product news, Email').click()
      await expectSoon(async () => (await readServer()).preferences.data).toMatchObject({
        types: [{ id: 'news', channels: { email: { state: 'on' } } }],
      })
      expect((await readServer()).user.data).toMatchObject({ name: 'Unlucky Person' })
    })

    it("succeeds when the service doesn't answer, and identifies later", async () => {
      const { page, center, expectStatus, switch: find, readServer } = await example.open()
      expectStatus(500)
      await example.setFaults({ failReads: 99, failSaves: 99 })
      await page.goto('/')
      await page.getByLabel('Name').fill('Very Unlucky')
      await page.getByLabel('Email', { exact: true }).fill(toEmail('Very Unlucky'))
      await page.getByRole('button', { name: 'Sign up' }).click()
      await center.getByRole('button', { name: 'Try again' }).first().waitFor()
      await example.setFaults({})
      await center.getByRole('button', { name: 'Try again' }).first().click()
      await find('Weekly recap, Email').waitFor()
      await expectSoon(async () => (await readServer()).user.data).toMatchObject({
        name: 'Very Unlucky',
      })
    })

    it('leads to sign-in when the account exists', async () => {
      const { page, signUp, expectStatus } = await example.open()
      await signUp('Old Friend')
      await page.getByRole('button', { name: 'Sign out' }).click()
      await page.waitForURL(example.url)
      await page.getByLabel('Name').fill('Old Friend')
      await page.getByLabel('Email', { exact: true }).fill(toEmail('Old Friend'))
      expectStatus(409)
      await page.getByRole('button', { name: 'Sign up' }).click()
      await page.getByRole('alert').getByText('already exists').waitFor()

      await page.getByRole('link', { name: 'Sign in' }).click()
      await page.getByLabel('Email', { exact: true }).fill(toEmail('Old Friend'))
      await page.getByRole('button', { name: 'Sign in' }).click()
      await page.getByText('Signed in as Old Friend').waitFor()
    })

    it('redirects signed-out users from settings and signed-in users from sign-up', async () => {
      const { page, signUp } = await example.open()
      await page.goto('/settings')
      await page.waitForURL('**/sign-in')
      await signUp('Lost Guest')
      await page.goto('/')
      await page.waitForURL('**/settings')
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Settings')
    })
  })
}
