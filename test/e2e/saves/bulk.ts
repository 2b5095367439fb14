import { describe, expect, it } from 'vitest'
import { createMemoryAdapter } from '../../../src/adapters/memory/memory.js'
import type { CatalogEntry } from '../../../src/core.js'
import { seqHeader, writerHeader } from '../../../src/core/protocol.js'
import { createOlderHandler } from '../../server/olderHandler.fixture.js'
import { expectSoon } from '../expectSoon.js'
import { pauseLong } from './pageScripts.js'
import type { SiteSetup, Tab } from './setUpSite.js'

const createCatalog = (count: number, channels: readonly ('email' | 'push')[]): CatalogEntry[] =>
  Array.from({ length: count }, (_, index) => ({
    id: index === 0 ? 'recap' : `type-${index}`,
    label: index === 0 ? 'Recap' : `Type ${index}`,
    channels,
    default: true,
  }))

const turnOffAll = ({ page }: Tab) => page.getByRole('button', { name: 'Turn off all' }).click()

const countOn = (states: Readonly<Record<string, boolean>>) =>
  Object.values(states).filter(Boolean).length

export function testBulk(setup: SiteSetup): void {
  const expectSavedOn = () => expectSoon(async () => countOn(await setup.site.readSaved('ada')))

  const expectSaved = () => expectSoon(() => setup.site.readSaved('ada'))

  describe('many changes at once', () => {
    it('are saved, 500 of them', async () => {
      const { site, openProfile } = setup
      site.serve({ catalog: createCatalog(500, ['email']) })
      const { openTab } = await openProfile()
      const tab = await openTab('/list')
      await tab.page.getByText('500 of 500 are on, idle.').waitFor()
      await turnOffAll(tab)
      await tab.page.getByText('0 of 500 are on, saved.').waitFor()
      await expectSavedOn().toBe(0)
    })

    it('are saved when the page leaves at once, the rest by the next page', async () => {
      const { site, openProfile } = setup
      site.serve({ catalog: createCatalog(500, ['email']) })
      const { openTab } = await openProfile()
      const tab = await openTab('/list')
      await tab.page.getByText('500 of 500 are on, idle.').waitFor()
      site.network.plan({ type: 'hang' })
      await turnOffAll(tab)
      await tab.open('/list')
      await tab.page.getByText('0 of 500 are on, saved.').waitFor()
      await expectSavedOn().toBe(0)
    })

    it('fail one by one: of 40 only the locked one', async () => {
      const { site, openProfile } = setup
      const types = createCatalog(20, ['email', 'push'])
      const locked = types.map((type) =>
        type.id === 'type-7' ? { ...type, locked: { channels: ['push'] } as const } : type,
      )
      // The page was built before the lock.
      site.serve({ catalog: types, handlerCatalog: locked })
      const { openTab } = await openProfile()
      const tab = await openTab()
      await turnOffAll(tab)
      await expectSavedOn().toBe(1)
      await expectSoon(() => tab.isOn('Type 7, Push')).toBe(true)
      expect(countOn(await tab.readScreen())).toBe(1)
      await expectSoon(() => tab.center.locator('[data-save="failed"]').count()).toBe(1)
    })
  })

  describe('a deploy', () => {
    it('saves the choices of an older page, which sends no order', async () => {
      const { site, openProfile } = setup
      site.network.removeHeaders([writerHeader, seqHeader])
      const { openTab } = await openProfile()
      const tab = await openTab()
      for (let click = 0; click < 5; click += 1) await tab.switch('Recap, Email').click()
      await expectSaved().toMatchObject({ 'Recap, Email': false })
      expect(await tab.isOn('Recap, Email')).toBe(false)
    })

    it('saves the choices of a page whose server is older, and after it leaves', async () => {
      const { site, openProfile } = setup
      site.serve({ createHandler: createOlderHandler })
      const { openTab } = await openProfile(pauseLong)
      const tab = await openTab()
      for (let click = 0; click < 5; click += 1) await tab.switch('Recap, Email').click()
      await expectSaved().toMatchObject({ 'Recap, Email': false })
      site.network.plan({ type: 'refuse', status: 503 })
      await tab.switch('Offers, Push').click()
      await expectSoon(() => site.network.writes.at(-1)?.status).toBe(503)
      await tab.open()
      await expectSaved().toMatchObject({ 'Recap, Email': false, 'Offers, Push': false })
      await expectSoon(tab.readScreen).toEqual(await site.readSaved('ada'))
    })

    it('saves the choices of a page that was opened before its server was replaced', async () => {
      const { site, openProfile } = setup
      const adapter = createMemoryAdapter({ users: [{ id: 'ada' }] })
      site.serve({ adapter, createHandler: createOlderHandler })
      const { openTab } = await openProfile()
      const tab = await openTab()
      await tab.switch('Recap, Email').click()
      await expectSaved().toMatchObject({ 'Recap, Email': false })
      site.serve({ adapter })
      await tab.switch('Recap, Email').click()
      await expectSaved().toMatchObject({ 'Recap, Email': true })
      site.serve({ adapter, createHandler: createOlderHandler })
      await tab.switch('Recap, Email').click()
      await expectSaved().toMatchObject({ 'Recap, Email': false })
      expect(await tab.isOn('Recap, Email')).toBe(false)
    })
  })
}
