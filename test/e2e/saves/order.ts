import { describe, expect, it } from 'vitest'
import { createTrophyAdapter } from '../../../src/adapters/trophy/trophy.js'
import { createTrophyFake } from '../../adapters/trophy/trophy.fake.js'
import { expectSoon } from '../expectSoon.js'
import type { SiteSetup } from './setUpSite.js'

export function testOrder(setup: SiteSetup): void {
  const expectSaved = () => expectSoon(() => setup.site.readSaved('ada'))

  describe('a request that arrives late', () => {
    it('does not replace the choice that was sent when the page left', async () => {
      const { site, openProfile } = setup
      const { openTab } = await openProfile()
      const tab = await openTab()
      const late = site.network.hold()
      await tab.switch('Recap, Email').click()
      await expectSoon(late.isHeld).toBe(true)
      await tab.switch('Recap, Email').click()
      await tab.leave()
      await expectSoon(() => site.network.writes[1]?.status).toBe(200)
      expect(await late.release()).toBe(200)
      await expectSaved().toMatchObject({ 'Recap, Email': true })
    })

    it('does not stop the next page from sending the choice that followed it', async () => {
      const { site, openProfile } = setup
      const { openTab } = await openProfile()
      const tab = await openTab()
      const late = site.network.hold()
      await tab.switch('Recap, Email').click()
      await expectSoon(late.isHeld).toBe(true)
      await tab.switch('Recap, Email').click()
      site.network.plan({ type: 'drop' })
      await tab.leave()
      await expectSoon(() => site.network.writes.length).toBe(2)
      expect(await late.release()).toBe(200)
      await expectSaved().toMatchObject({ 'Recap, Email': false })
      await tab.open()
      await expectSaved().toMatchObject({ 'Recap, Email': true })
      expect(await tab.isOn('Recap, Email')).toBe(true)
      expect(await tab.center.locator('[data-save="failed"]').count()).toBe(0)
    })

    it('does not replace a choice that was saved after its own try timed out', async () => {
      const { site, openProfile } = setup
      const { openTab } = await openProfile()
      const tab = await openTab('/center?timeout=400')
      const late = site.network.hold()
      await tab.switch('Recap, Email').click()
      await expectSaved().toMatchObject({ 'Recap, Email': false })
      await tab.switch('Recap, Email').click()
      await expectSaved().toMatchObject({ 'Recap, Email': true })
      expect(await late.release()).toBe(200)
      await tab.switch('Offers, Email').click()
      await expectSaved().toMatchObject({ 'Recap, Email': true, 'Offers, Email': false })
      await expectSoon(tab.readScreen).toEqual(await site.readSaved('ada'))
      await tab.open()
      expect(await tab.readScreen()).toEqual(await site.readSaved('ada'))
    })
  })

  describe('a service that saves whole rows', () => {
    it.each(['two tabs', 'two devices'] as const)(
      'keeps the choice of another page that the page does not show (%s)',
      async (kind) => {
        const { site, openProfile } = setup
        const apiKey = 'adm_T.sentinel-admin'
        const { fetch } = createTrophyFake({ adminKey: apiKey, users: [{ id: 'ada' }] })
        site.serve({ adapter: createTrophyAdapter({ apiKey, fetch }), catalog: trophyCatalog })
        const profile = await openProfile()
        const other = kind === 'two tabs' ? profile : await openProfile()
        const [first, second] = [await profile.openTab(), await other.openTab()]
        await second.switch('Achievements, Email').click()
        await expectSaved().toMatchObject({ 'Achievements, Email': false })
        await first.switch('Achievements, Push').click()
        await expectSaved().toMatchObject({
          'Achievements, Email': false,
          'Achievements, Push': false,
        })
        await expectSoon(first.readScreen).toEqual(await site.readSaved('ada'))
        if (kind === 'two tabs')
          await expectSoon(second.readScreen).toEqual(await site.readSaved('ada'))
      },
    )
  })
}

const trophyCatalog = [
  { id: 'achievement_completed', label: 'Achievements', default: true },
  { id: 'recap', label: 'Recap', default: true },
]
