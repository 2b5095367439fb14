import { describe, expect, it } from 'vitest'
import { messages } from '../../../src/core/messages/messages.js'
import { expectSoon } from '../expectSoon.js'
import { passMinutes, type PageGlobals } from './pageScripts.js'
import type { SiteSetup } from './setUpSite.js'

export function testConnection(setup: SiteSetup): void {
  const expectSaved = () => expectSoon(() => setup.site.readSaved('ada'))

  describe('two tabs', () => {
    it('show the same after a click in one of them', async () => {
      const { openTab } = await setup.openProfile()
      const [first, second] = [await openTab(), await openTab()]
      await first.switch('Recap, Email').click()
      await expectSoon(() => second.isOn('Recap, Email')).toBe(false)
      await second.switch('Recap, Email').click()
      await expectSoon(() => first.isOn('Recap, Email')).toBe(true)
      await expectSaved().toMatchObject({ 'Recap, Email': true })
    })

    it('save a choice of a tab that crashed', async () => {
      const { site, openProfile } = setup
      const { openTab, context } = await openProfile()
      const tab = await openTab()
      site.network.plan({ type: 'hang' })
      await tab.switch('Recap, Email').click()
      await expectSoon(() => site.network.writes.length).toBe(1)
      const session = await context.newCDPSession(tab.page)
      const crashed = tab.page.waitForEvent('crash')
      void session.send('Page.crash').catch(() => {})
      await crashed
      const next = await openTab('/elsewhere')
      // A tab that has shown no sign for 90 s counts as closed.
      await next.page.addInitScript(passMinutes)
      await next.open()
      await expectSaved().toMatchObject({ 'Recap, Email': false })
      await expectSoon(() => next.isOn('Recap, Email')).toBe(false)
    })
  })

  describe('an offline browser', () => {
    it('sends a choice and reads again when it is online', async () => {
      const { site, openProfile } = setup
      const { openTab, context } = await openProfile()
      const tab = await openTab()
      await context.setOffline(true)
      await tab.switch('Recap, Email').click()
      expect(await tab.isOn('Recap, Email')).toBe(false)
      const words = `${messages.offline} ${messages.offlineChanges(1)}`
      const bar = tab.center.getByText(words, { exact: true })
      await bar.waitFor()
      await site.save('ada', 'comments', 'push', false)
      await context.setOffline(false)
      await expectSaved().toMatchObject({ 'Recap, Email': false, 'Comments, Push': false })
      await expectSoon(tab.readScreen).toEqual(await site.readSaved('ada'))
      await bar.waitFor({ state: 'detached' })
    })

    it('loads a page that was opened offline when it is online', async () => {
      const { openTab, context } = await setup.openProfile()
      const tab = await openTab('/elsewhere')
      await tab.page.goto('/center?manual')
      await context.setOffline(true)
      await tab.page.evaluate(() => (window as unknown as PageGlobals).start())
      await tab.center.waitFor()
      await tab.page.waitForTimeout(1500)
      expect(await tab.center.getByRole('switch').count()).toBe(0)
      await context.setOffline(false)
      await tab.switch('Recap, Email').waitFor()
    })
  })
}
