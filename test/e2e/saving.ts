import { describe, expect, it } from 'vitest'
import { types } from '../../examples/types.js'
import { applyCatalog } from '../../src/core/preferences/catalog.js'
import { messages } from '../../src/core/messages/messages.js'
import type { Preferences } from '../../src/core/preferences/preferences.js'
import { expectSoon } from './expectSoon.js'
import { isChecked } from './mainFlow.js'
import type { Example } from './setUpExample.js'
import type { Visitor } from './visitor.js'
import { readSwitchStates, toSwitchStates } from './switchStates.js'

const six = [
  'Comments and mentions, Email',
  'Comments and mentions, Push',
  'Assignments, Push',
  'Weekly recap, Email',
  'Weekly recap, Push',
  'Early features',
]

const notTurnedOff = messages.preferences.notTurned('Email', false)

/** The order of clicks on the six switches, by seed. */
const clicks = [
  [1, [0, 1, 2, 3, 4, 5, 3, 3, 0, 1]],
  [2, [5, 5, 4, 4, 3, 2, 1, 0, 5, 4]],
  [3, [2, 3, 2, 3, 2, 0, 1, 4, 5, 3]],
] as const

export function testSaving(example: Example): void {
  describe('saving over a slow and failing network', () => {
    // The other seeds run with the campaigns.
    const selected = process.env['IDENTIKIT_CAMPAIGN'] === undefined ? clicks.slice(0, 1) : clicks
    it.each(selected)(
      'shows what the server holds after ten clicks (seed %i)',
      async (seed, order) => {
        const visitor = await example.open()
        await visitor.signUp(`Quick Clicker ${seed}`)
        await example.setFaults({ randomDelay: [0, 250], seed })
        const expected = await clickAll(visitor, order)
        // Immediately, before the server answers.
        expect(await readScreen(visitor)).toEqual(expected)

        await settled(visitor)
        expect(await readScreen(visitor)).toEqual(expected)
        expect(await readServerStates(visitor)).toEqual(expected)
        expect(await visitor.center.locator('[data-save="failed"]').count()).toBe(0)
      },
    )

    it.each(clicks.slice(2))(
      'shows what the server holds if some saves fail (seed %i)',
      async (seed, order) => {
        const visitor = await example.open()
        await visitor.signUp(`Unlucky Clicker ${seed}`)
        visitor.expectStatus(500)
        await example.setFaults({ randomDelay: [0, 250], seed, failSaves: 2 })
        await clickAll(visitor, order)

        await settled(visitor)
        expect(await readScreen(visitor)).toEqual(await readServerStates(visitor))
        await visitor.page.waitForTimeout(300)
        expect(await readScreen(visitor)).toEqual(await readServerStates(visitor))
      },
    )

    it('ignores a slow read that began before a save', async () => {
      const visitor = await example.open()
      const { page, center, signUp, switch: find, expectStatus } = visitor
      await signUp('Slow Reader')
      expectStatus(500)
      await example.setFaults({ failSaves: 1, randomDelay: [500, 500] })
      await find('Weekly recap, Email').click()
      // The kit reads again, which takes 500 ms, while the next save is fast.
      await center.getByText(notTurnedOff, { exact: true }).waitFor()
      await example.setFaults({})
      await find('Weekly recap, Push').click()
      await page.waitForTimeout(800)
      const now = { 'Weekly recap, Email': true, 'Weekly recap, Push': true }
      expect(await readScreen(visitor)).toMatchObject(now)
      expect(await readServerStates(visitor)).toMatchObject(now)
    })

    it('reverts a failed save, shows the failure, and saves on Try again', async () => {
      const { center, signUp, switch: find, expectStatus, ...visitor } = await example.open()
      await signUp('Second Try')
      expectStatus(500)
      await example.setFaults({ failSaves: 1 })
      const recap = find('Weekly recap, Email')
      await recap.click()
      await center.getByText(notTurnedOff, { exact: true }).waitFor()
      expect(await isChecked(recap)).toBe(true)
      // The streak settings have their own status element.
      const status = center.getByRole('status').last()
      await expectSoon(() => status.textContent()).toBe("Weekly recap, Email: couldn't save")

      // The neighbor is unchanged.
      await find('Weekly recap, Push').click()
      await expectSoon(() => status.textContent()).toBe('Weekly recap, Push: on. Saved')
      expect(await center.getByText(notTurnedOff, { exact: true }).count()).toBe(1)

      await center.getByRole('button', { name: 'Try again: Weekly recap, Email' }).click()
      await expectSoon(() => status.textContent()).toBe('Weekly recap, Email: off. Saved')
      expect(await center.getByText(notTurnedOff, { exact: true }).count()).toBe(0)
      expect(await isChecked(recap)).toBe(false)
      const server = await readServerStates(visitor)
      expect(server).toMatchObject({ 'Weekly recap, Email': false, 'Weekly recap, Push': true })
    })

    it('shows a failed load and loads on Try again', async () => {
      const { page, center, signUp, expectStatus, switch: find } = await example.open()
      await signUp('Late Reader')
      expectStatus(500)
      await example.setFaults({ failReads: 99 })
      await page.goto('/settings')
      await center.getByText(messages.preferences.loadFailed).first().waitFor()
      expect(await center.getByText(messages.errors.service).first().isVisible()).toBe(true)
      expect(await center.getByRole('heading', { name: 'Notifications' }).isVisible()).toBe(true)
      await example.setFaults({})
      await center.getByRole('button', { name: 'Try again' }).first().click()
      await find('Weekly recap, Email').waitFor()
      // All parts share one read, so one button retries it for all.
      await find(messages.streak.enabled).waitFor()
    })
  })
}

/** Clicks as fast as the browser allows and returns the expected final states. */
async function clickAll(visitor: Visitor, order: readonly number[]) {
  const expected = await readScreen(visitor)
  for (const index of order) {
    const name = six[index] ?? ''
    expected[name] = !expected[name]
    await visitor.switch(name).click()
  }
  return expected
}

/** Returns the state of every preference switch by name. */
const readScreen = ({ center }: Pick<Visitor, 'center'>) => readSwitchStates(center)

/** Returns the same states from the server. */
async function readServerStates({ readServer }: Pick<Visitor, 'readServer'>) {
  const { preferences } = await readServer()
  return toSwitchStates(applyCatalog(preferences.data as Preferences, types))
}

/** Waits until no request is in flight. */
async function settled({ page, center }: Pick<Visitor, 'page' | 'center'>): Promise<void> {
  const saving = center.locator('[data-save="saving"]')
  await expectSoon(() => saving.count()).toBe(0)
  await page.waitForLoadState('networkidle')
}
