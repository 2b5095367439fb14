import { describe, expect, it } from 'vitest'
import { messages } from '../../../src/core/messages/messages.js'
import { expectSoon } from '../expectSoon.js'
import type { Delivery } from './network.js'
import { pauseLong, recordStates, type PageGlobals } from './pageScripts.js'
import type { SiteSetup, Tab } from './setUpSite.js'

const refusals = {
  'a 503': { type: 'refuse', status: 503 },
  'a 429 with Retry-After': { type: 'refuse', status: 429, retryAfter: 5 },
} as const satisfies Record<string, Delivery>

const failures = {
  'a 503': refusals['a 503'],
  'a dropped request': { type: 'drop' },
  'a hanging request': { type: 'hang' },
  'a lost answer': { type: 'lose' },
} as const satisfies Record<string, Delivery>

export function testLeaving(setup: SiteSetup): void {
  const expectSaved = (userId = 'ada') => expectSoon(() => setup.site.readSaved(userId))

  /** Turns a switch off and waits until the network has its request. */
  async function turnOff(tab: Tab, name: string, delivery: Delivery): Promise<void> {
    const { network } = setup.site
    const count = network.writes.length
    network.plan(delivery)
    await tab.switch(name).click()
    await expectSoon(() => network.writes.length).toBe(count + 1)
    if (delivery.type !== 'refuse') return
    const answered = () => network.writes[count]?.status
    await expectSoon(answered).toBe(delivery.status)
  }

  describe.each(Object.entries(refusals))('leaving a page after %s', (_name, refusal) => {
    it.each(['navigates', 'closes'] as const)(
      'saves the choice and a second one that waits (the tab %s)',
      async (how) => {
        const { openTab } = await setup.openProfile(pauseLong)
        const [tab] = [await openTab(), await openTab('/elsewhere')]
        await turnOff(tab, 'Recap, Email', refusal)
        await tab.switch('Offers, Push').click()
        await (how === 'closes' ? tab.page.close() : tab.leave())
        await expectSaved().toMatchObject({ 'Recap, Email': false, 'Offers, Push': false })
      },
    )
  })

  describe('leaving a page', () => {
    it('sends what is unsaved in one request with the token of the last one', async () => {
      const { site, openProfile } = setup
      site.serve({ needsToken: true })
      const { openTab } = await openProfile(pauseLong)
      const tab = await openTab('/center?tokenDelay=200')
      await turnOff(tab, 'Recap, Email', refusals['a 503'])
      await tab.switch('Offers, Push').click()
      await tab.switch('Offers, Email').click()
      await tab.leave()
      await expectSaved().toMatchObject({
        'Recap, Email': false,
        'Offers, Push': false,
        'Offers, Email': false,
      })
      expect(site.network.writes).toHaveLength(2)
    })
  })

  describe('reloading a page', () => {
    const cases = Object.entries(failures).flatMap(([name, delivery]) => [
      [name, 'arrives', delivery] as const,
      [name, 'is lost too', delivery] as const,
    ])
    it.each(cases)(
      'shows and saves the choice after %s (the request on leaving %s)',
      async (_name, fate, delivery) => {
        const { openTab } = await setup.openProfile(pauseLong)
        const tab = await openTab()
        await turnOff(tab, 'Recap, Email', delivery)
        if (fate === 'is lost too') setup.site.network.plan({ type: 'drop' })
        await tab.open()
        await expectSoon(() => tab.isOn('Recap, Email')).toBe(false)
        await expectSaved().toMatchObject({ 'Recap, Email': false })
        await expectSoon(() => tab.center.locator('[data-save="saving"]').count()).toBe(0)
        expect(await tab.isOn('Recap, Email')).toBe(false)
      },
    )

    it('shows the choice at once after hydration and never the old one again', async () => {
      const { site, openProfile } = setup
      const { openTab } = await openProfile(recordStates)
      const tab = await openTab('/center?initial')
      site.network.plan({ type: 'hang' }, { type: 'drop' })
      await tab.switch('Recap, Email').click()
      await tab.page.reload()
      await expectSaved().toMatchObject({ 'Recap, Email': false })
      await expectSoon(() => tab.center.locator('[data-save="saving"]').count()).toBe(0)
      // The HTML of the server holds the saved value.
      const states = () => tab.page.evaluate(() => (window as unknown as PageGlobals).states)
      expect(await states()).toEqual(['true', 'false'])
    })

    it('keeps a newer choice of another device, and shows that this one was not saved', async () => {
      const { site, openProfile } = setup
      const { openTab } = await openProfile(pauseLong)
      const tab = await openTab()
      await turnOff(tab, 'Recap, Email', { type: 'drop' })
      site.network.plan({ type: 'drop' })
      await tab.leave()
      await expectSoon(() => site.network.writes.length).toBe(2)
      await site.save('ada', 'recap', 'email', true)
      await tab.open()
      await tab.center.getByText(messages.errors.conflict).first().waitFor()
      expect(await tab.isOn('Recap, Email')).toBe(true)
      expect(await site.readSaved('ada')).toMatchObject({ 'Recap, Email': true })
    })
  })
}
