import { describe, expect, it } from 'vitest'
import { types } from '../../examples/types.js'
import { applyCatalog } from '../../src/core/preferences/catalog.js'
import { messages } from '../../src/core/messages/messages.js'
import { preferenceName } from '../../src/core/messages/sharedMessages.js'
import { isOn, getSetting, type Preferences } from '../../src/core/preferences/preferences.js'
import { expectSoon } from './expectSoon.js'
import { isChecked } from './mainFlow.js'
import type { Example } from './setUpExample.js'
import type { Visitor } from './visitor.js'

const six = [
  'Comments and mentions, Email',
  'Comments and mentions, Push',
  'Assignments, Push',
  'Weekly recap, Email',
  'Weekly recap, Push',
  'Early features',
]

/** Which of the six are clicked, one after the other, by seed. */
const clicks = [
  [1, [0, 1, 2, 3, 4, 5, 3, 3, 0, 1]],
  [2, [5, 5, 4, 4, 3, 2, 1, 0, 5, 4]],
  [3, [2, 3, 2, 3, 2, 0, 1, 4, 5, 3]],
] as const

export function testSaving(example: Example): void {
  describe('saving over a network that is not kind', () => {
    // The others run with the campaigns.
    const some = process.env['IDENTIKIT_CAMPAIGN'] === undefined ? clicks.slice(0, 1) : clicks
    it.each(some)('ends with the screen equal to the server (seed %i)', async (seed, order) => {
      const visitor = await example.open()
      await visitor.signUp(`Quick Clicker ${seed}`)
      await example.setFaults({ randomDelay: [0, 250], seed })
      const expected = await clickAll(visitor, order)
      // At once, whatever the server does.
      expect(await screenOf(visitor)).toEqual(expected)

      await settled(visitor)
      expect(await screenOf(visitor)).toEqual(expected)
      expect(await serverOf(visitor)).toEqual(expected)
      expect(await visitor.center.getByText("Couldn't save.", { exact: true }).count()).toBe(0)
    })

    it.each(clicks.slice(2))(
      'does so where some saves fail, too (seed %i)',
      async (seed, order) => {
        const visitor = await example.open()
        await visitor.signUp(`Unlucky Clicker ${seed}`)
        visitor.expectStatus(500)
        await example.setFaults({ randomDelay: [0, 250], seed, failSaves: 2 })
        await clickAll(visitor, order)

        await settled(visitor)
        expect(await screenOf(visitor)).toEqual(await serverOf(visitor))
        await visitor.page.waitForTimeout(300)
        expect(await screenOf(visitor)).toEqual(await serverOf(visitor))
      },
    )

    it('lets no slow read bring back what was saved meanwhile', async () => {
      const visitor = await example.open()
      const { page, center, signUp, switch: find, expectStatus } = visitor
      await signUp('Slow Reader')
      expectStatus(500)
      await example.setFaults({ failSaves: 1, randomDelay: [500, 500] })
      await find('Weekly recap, Email').click()
      // Now the kit reads again, which takes 500 ms, while the next save is quick.
      await center.getByText("Couldn't save.", { exact: true }).waitFor()
      await example.setFaults({})
      await find('Weekly recap, Push').click()
      await page.waitForTimeout(800)
      const now = { 'Weekly recap, Email': true, 'Weekly recap, Push': true }
      expect(await screenOf(visitor)).toMatchObject(now)
      expect(await serverOf(visitor)).toMatchObject(now)
    })

    it('takes back what was not saved, says so, and tries again', async () => {
      const { center, signUp, switch: find, expectStatus, ...visitor } = await example.open()
      await signUp('Second Try')
      expectStatus(500)
      await example.setFaults({ failSaves: 1 })
      const recap = find('Weekly recap, Email')
      await recap.click()
      await center.getByText("Couldn't save.", { exact: true }).waitFor()
      expect(await isChecked(recap)).toBe(true)
      // Within it the streak has one of its own.
      const status = center.getByRole('status').last()
      await expectSoon(() => status.textContent()).toBe("Weekly recap, Email: couldn't save")

      // A neighbor is none the worse.
      await find('Weekly recap, Push').click()
      await expectSoon(() => status.textContent()).toBe('Weekly recap, Push: on. Saved')
      expect(await center.getByText("Couldn't save.", { exact: true }).count()).toBe(1)

      await center.getByRole('button', { name: 'Try again: Weekly recap, Email' }).click()
      await expectSoon(() => status.textContent()).toBe('Weekly recap, Email: off. Saved')
      expect(await center.getByText("Couldn't save.", { exact: true }).count()).toBe(0)
      expect(await isChecked(recap)).toBe(false)
      const server = await serverOf(visitor)
      expect(server).toMatchObject({ 'Weekly recap, Email': false, 'Weekly recap, Push': true })
    })

    it('says that the load failed, and tries again', async () => {
      const { page, center, signUp, expectStatus, switch: find } = await example.open()
      await signUp('Late Reader')
      expectStatus(500)
      await example.setFaults({ failReads: 99 })
      await page.goto('/settings')
      await center.getByText(messages.preferences.loadFailed).first().waitFor()
      expect(await center.getByText(messages.errors.service).isVisible()).toBe(true)
      expect(await center.getByRole('heading', { name: 'Notifications' }).isVisible()).toBe(true)
      await example.setFaults({})
      await center.getByRole('button', { name: 'Try again' }).click()
      await find('Weekly recap, Email').waitFor()
      // One read failed for all, so one Retry is for all.
      await find(messages.streak.enabled).waitFor()
    })
  })
}

/** Clicks as fast as a browser takes clicks, and tells what must be shown in the end. */
async function clickAll(visitor: Visitor, order: readonly number[]) {
  const expected = await screenOf(visitor)
  for (const index of order) {
    const name = six[index] ?? ''
    expected[name] = !expected[name]
    await visitor.switch(name).click()
  }
  return expected
}

/** Every switch of a kind of message, by name; the streak is another resource. */
async function screenOf({ center }: Pick<Visitor, 'center'>): Promise<Record<string, boolean>> {
  const switches = await center
    .getByRole('table')
    .getByRole('switch')
    .evaluateAll((all) =>
      all.map((one) => [
        one.getAttribute('aria-label'),
        one.getAttribute('aria-checked') === 'true',
      ]),
    )
  return Object.fromEntries(switches) as Record<string, boolean>
}

/** The same, by what the server holds. */
async function serverOf({ readServer }: Pick<Visitor, 'readServer'>) {
  const { preferences } = await readServer()
  const data = applyCatalog(preferences.data as Preferences, types)
  const leaves = data.types.flatMap(({ id, setting, channels }) => [
    ...(setting ? [{ type: id }] : []),
    ...Object.keys(channels).map((channel) => ({ type: id, channel })),
  ])
  return Object.fromEntries(
    leaves.map((leaf) => [preferenceName(messages, data, leaf), isOn(getSetting(data, leaf))]),
  )
}

/** Waits until nothing is under way. */
async function settled({ page, center }: Pick<Visitor, 'page' | 'center'>): Promise<void> {
  const saving = center.locator('[data-save="saving"]')
  await expectSoon(() => saving.count()).toBe(0)
  await page.waitForLoadState('networkidle')
}
