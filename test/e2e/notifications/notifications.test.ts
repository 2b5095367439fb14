import type { Locator } from 'playwright'
import { describe, expect, it } from 'vitest'
import { messages } from '../../../src/core/messages/messages.js'
import { preferenceBulkMessages } from '../../../src/core/messages/preferenceBulkMessages.js'
import { expectSoon } from '../expectSoon.js'
import { isChecked } from '../mainFlow.js'
import { setUpExample } from '../setUpExample.js'
import type { Visitor } from '../visitor.js'

const example = setUpExample({ IDENTIKIT_BACKEND: 'memory' })
const { schedule: t } = messages

/** Opens the page of a new user with every part of the center. */
async function openAll(name: string): Promise<Visitor> {
  const visitor = await example.open()
  await visitor.signUp(name)
  await reopen(visitor)
  return visitor
}

async function reopen({ page }: Visitor): Promise<void> {
  await page.goto('/notifications')
  await page.locator('.ik-preference-center[data-status="ready"]').waitFor()
}

/** Waits for the answer of a write that a control sends. */
async function save({ page }: Visitor, path: string, act: () => Promise<unknown>): Promise<void> {
  const [answer] = await Promise.all([
    page.waitForResponse(
      (response) => response.request().method() === 'PATCH' && response.url().endsWith(`/${path}`),
    ),
    act(),
  ])
  expect(answer.status()).toBe(200)
}

const valueOf = (select: Locator) => select.evaluate((one: HTMLSelectElement) => one.value)

describe('the page of all notification settings', () => {
  it('keeps a pause and hours after a reload', async () => {
    const visitor = await openAll('Quiet Person')
    const { page } = visitor
    await save(visitor, 'schedule', () =>
      page.getByRole('button', { name: t.untilTomorrow }).click(),
    )
    await save(visitor, 'schedule', () => page.getByRole('switch', { name: t.enabled }).click())
    const monday = page.getByRole('combobox', { name: t.to('Monday') })
    await save(visitor, 'schedule', () => monday.selectOption('1200'))
    await reopen(visitor)
    await page.getByRole('button', { name: t.resume }).waitFor()
    expect(await valueOf(page.getByRole('combobox', { name: t.to('Monday') }))).toBe('1200')
    await save(visitor, 'schedule', () => page.getByRole('button', { name: t.resume }).click())
    await page.getByRole('button', { name: t.forOneHour }).waitFor()
  })

  it('keeps a frequency after a reload', async () => {
    const visitor = await openAll('Digest Person')
    const find = () => visitor.page.getByRole('combobox', { name: /^Weekly recap/ })
    await save(visitor, 'preferences', () => find().selectOption('monthly'))
    await reopen(visitor)
    await expectSoon(() => valueOf(find())).toBe('monthly')
  })

  it('turns off all email but what is locked, and undoes it', async () => {
    const visitor = await openAll('Bulk Person')
    const { page, switch: find } = visitor
    const comments = find('Comments and mentions, Email')
    const email = page.getByRole('checkbox', { name: preferenceBulkMessages.allOn('Email') })
    await save(visitor, 'preferences', () => email.click())
    expect(await isChecked(comments)).toBe(false)
    expect(await isChecked(find('Security alerts, Email'))).toBe(true)
    await save(visitor, 'preferences', () =>
      page.getByRole('button', { name: preferenceBulkMessages.undo }).click(),
    )
    await reopen(visitor)
    expect(await isChecked(comments)).toBe(true)
  })
})
