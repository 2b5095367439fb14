import { readFileSync } from 'node:fs'
import type { Locator } from 'playwright'
import { describe, expect, it } from 'vitest'
import { messages } from '../../../src/core/messages/messages.js'
import { preferenceBulkMessages } from '../../../src/core/messages/preferenceBulkMessages.js'
import { expectSoon } from '../expectSoon.js'
import { isChecked } from '../mainFlow.js'
import { fakePush } from '../push/fakePush.js'
import { setUpExample } from '../setUpExample.js'
import type { Visitor } from '../visitor.js'

const example = setUpExample({ IDENTIKIT_BACKEND: 'memory' })
const { schedule: t, push } = messages
const readText = (path: string) =>
  readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')

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

  it('turns push on and off in this browser', async () => {
    const visitor = await openAll('Push Person')
    const { page, readServer } = visitor
    await page.context().addInitScript(fakePush)
    await reopen(visitor)
    const find = () => page.getByRole('switch', { name: push.title })
    const listPlatforms = async () => {
      const { user } = await readServer()
      const devices = (user.data['devices'] ?? []) as readonly { readonly platform: string }[]
      return devices.map(({ platform }) => platform)
    }
    await page.getByText(push.askable).waitFor()
    await find().click()
    await page.getByText(push.on).waitFor()
    await expectSoon(listPlatforms).toEqual(['web'])
    await reopen(visitor)
    await page.getByText(push.on).waitFor()
    await find().click()
    await page.getByText(push.off).waitFor()
    await expectSoon(listPlatforms).toEqual([])
  })

  it('has the service worker of the documentation', async () => {
    const visitor = await example.open()
    const response = await visitor.page.request.get('/push-worker.js')
    expect(readText('docs/push.md')).toContain(`\`\`\`js\n${await response.text()}\`\`\``)
  })
})
