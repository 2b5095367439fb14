import { describe, expect, it } from 'vitest'
import { messages } from '../../../src/core/messages/messages.js'
import { userHeader } from '../../../src/core/protocol.js'
import { expectSoon } from '../expectSoon.js'
import {
  blockStorage,
  fillStorage,
  pauseLong,
  recordStorage,
  type PageGlobals,
} from './pageScripts.js'
import type { SiteSetup, Tab } from './setUpSite.js'

export function testStorage(setup: SiteSetup): void {
  const expectSaved = (userId = 'ada') => expectSoon(() => setup.site.readSaved(userId))

  describe('localStorage', () => {
    it.each([
      ['full', fillStorage],
      ['blocked', blockStorage],
    ])('saves choices while it is %s', async (_name, prepare) => {
      const { openTab } = await setup.openProfile(prepare)
      const tab = await openTab()
      setup.site.network.plan({ type: 'lose' })
      await tab.switch('Recap, Email').click()
      await tab.switch('Offers, Email').click()
      await expectSaved().toMatchObject({ 'Recap, Email': false, 'Offers, Email': false })
      await tab.open()
      expect(await tab.readScreen()).toEqual(await setup.site.readSaved('ada'))
    })

    it('is ignored where it holds something else than the changes of this version', async () => {
      const { site, openProfile } = setup
      const { openTab } = await openProfile(pauseLong)
      const tab = await openTab()
      site.network.plan({ type: 'drop' }, { type: 'drop' })
      await tab.switch('Recap, Email').click()
      await tab.leave()
      await expectSoon(() => site.network.writes.length).toBe(2)
      const replace = (value: string) =>
        tab.page.evaluate((text) => {
          const keys = Object.keys(localStorage)
          for (const key of keys) localStorage.setItem(key, text)
          return keys.length
        }, value)
      for (const value of corruptValues) {
        expect(await replace(value)).toBeGreaterThan(0)
        await tab.open()
        expect(await tab.readScreen()).toEqual(await site.readSaved('ada'))
        await tab.switch('Offers, Email').click()
        const isOn = await tab.isOn('Offers, Email')
        await expectSaved().toMatchObject({ 'Offers, Email': isOn })
      }
      expect(await site.readSaved('ada')).toMatchObject({ 'Recap, Email': true })
    })

    it('never holds a name, an address or a token', async () => {
      const { site, openProfile } = setup
      site.serve({ needsToken: true })
      const { openTab } = await openProfile(recordStorage)
      const tab = await openTab('/center?tokenDelay=10')
      site.network.plan({ type: 'drop' }, { type: 'drop' }, { type: 'drop' })
      await tab.switch('Recap, Email').click()
      await tab.page.getByRole('button', { name: 'Identify' }).click()
      await expectSoon(() => site.network.writes.length).toBeGreaterThan(1)
      const stored = await readStored(tab)
      await tab.page.goto('/profile?tokenDelay=10')
      const name = tab.page.getByRole('textbox', { name: messages.profile.name, exact: true })
      await name.fill('Augusta sentinel')
      await tab.page.getByRole('button', { name: messages.profile.save, exact: true }).click()
      await tab.page.locator('.ik-profile-actions[data-save="saved"]').waitFor()
      const all = [...stored, ...(await readStored(tab))]
      expect(all.join('\n')).toContain('recap')
      expect(all.join('\n')).not.toContain('sentinel')
    })
  })

  describe('another user in the same browser', () => {
    it('neither sees nor sends the choices of the former user', async () => {
      const { site, openProfile } = setup
      const { openTab } = await openProfile()
      const tab = await openTab()
      site.network.plan({ type: 'hang' })
      await tab.switch('Recap, Email').click()
      await tab.switch('Offers, Push').click()
      await expectSoon(() => site.network.writes.length).toBe(1)
      await tab.page.getByRole('button', { name: 'Sign in as Grace' }).click()
      await expectSoon(() => tab.isOn('Recap, Email')).toBe(true)
      await tab.switch('Comments, Email').click()
      await expectSaved('grace').toMatchObject({ 'Comments, Email': false })
      await tab.open()
      await expectSoon(tab.readScreen).toEqual(await site.readSaved('grace'))
      expect(await site.readSaved('grace')).toMatchObject({
        'Recap, Email': true,
        'Offers, Push': true,
      })
      const ofGrace = site.network.writes.filter(({ headers }) => headers[userHeader] === 'grace')
      expect(ofGrace.length).toBeGreaterThan(0)
      // A page that is closed before the answer arrives sends its choice again.
      for (const { body } of ofGrace) {
        expect(body).toEqual({
          changes: [{ type: 'comments', channel: 'email', enabled: false }],
        })
      }
      expect((await readStored(tab)).join('\n')).not.toContain('offers')
    })
  })

  describe('beforeunload', () => {
    it('has no listener on an idle page and while a choice is stored', async () => {
      const { site, openProfile } = setup
      const { openTab } = await openProfile()
      const tab = await openTab()
      expect(await countUnloadListeners(tab)).toBe(0)
      site.network.plan({ type: 'hang' })
      await tab.switch('Recap, Email').click()
      await expectSoon(() => site.network.writes.length).toBe(1)
      expect(await countUnloadListeners(tab)).toBe(0)
    })

    it('has a listener while an offline page without storage holds a choice', async () => {
      const { openProfile } = setup
      const { openTab, context } = await openProfile(blockStorage)
      const tab = await openTab()
      expect(await countUnloadListeners(tab)).toBe(0)
      await context.setOffline(true)
      await tab.switch('Recap, Email').click()
      await expectSoon(() => countUnloadListeners(tab)).toBe(1)
      await context.setOffline(false)
      await expectSaved().toMatchObject({ 'Recap, Email': false })
      await expectSoon(() => countUnloadListeners(tab)).toBe(0)
    })
  })
}

const corruptValues = [
  '',
  '{',
  'null',
  '[]',
  '{"v":99}',
  '{"v":1,"isClosed":true,"openAt":0,"entries":{"preferences":[null]}}',
  '{"v":1,"isClosed":true,"openAt":0,"entries":{"preferences":[{"order":{"writer":"a","seq":1},"at":1,"change":{"enabled":7}}]}}',
]

/** Reads what a storage holds, and what `recordStorage` recorded. */
const readStored = ({ page }: Tab) =>
  page.evaluate(() => [
    ...((window as unknown as Partial<PageGlobals>).stored ?? []),
    ...[localStorage, sessionStorage].map((storage) => JSON.stringify(storage)),
  ])

/** Counts the listeners of `beforeunload`. */
async function countUnloadListeners({ page }: Tab): Promise<number> {
  const session = await page.context().newCDPSession(page)
  const { result } = await session.send('Runtime.evaluate', { expression: 'window' })
  const { listeners } = await session.send('DOMDebugger.getEventListeners', {
    objectId: result.objectId ?? '',
  })
  await session.detach()
  return listeners.filter(({ type }) => type === 'beforeunload').length
}
