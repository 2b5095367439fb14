import { describe, expect, it } from 'vitest'
import { messages } from '../../src/core/messages/messages.js'
import { expectSoon } from './expectSoon.js'
import type { Example } from './setUpExample.js'
import { toEmail, type Visitor } from './visitor.js'

const { profile: t } = messages

const box = ({ page }: Visitor, name: string) => page.getByRole('textbox', { name, exact: true })
const button = ({ page }: Visitor, name: string) => page.getByRole('button', { name, exact: true })

async function openProfile(visitor: Visitor): Promise<void> {
  await visitor.page.goto('/profile')
  await visitor.page.locator('.ik-profile-editor[data-status="ready"]').waitFor()
}

async function save(visitor: Visitor): Promise<void> {
  await button(visitor, t.save).click()
  await visitor.page.locator('.ik-profile-actions[data-save="saved"]').waitFor()
}

const readUser = async (visitor: Visitor) => (await visitor.readServer('user')).user.data

export function testProfile(example: Example): void {
  describe('the profile page of the example', () => {
    it('keeps saved fields after a reload and hides them from other users', async () => {
      const visitor = await example.open()
      await visitor.signUp('Profile Person')
      await openProfile(visitor)
      await box(visitor, t.name).fill('Ada King')
      await box(visitor, messages.profile.phone).fill('+44 (0)20 7946 0018')
      await visitor.page.getByLabel('What you do').selectOption({ label: 'Design' })
      await save(visitor)
      expect(await readUser(visitor)).toMatchObject({
        name: 'Ada King',
        phone: '+442079460018',
        traits: { role: 'design' },
      })
      await openProfile(visitor)
      expect(await box(visitor, t.name).inputValue()).toBe('Ada King')
      await expectSoon(() => box(visitor, messages.profile.phone).inputValue()).toBe(
        '+44 20 7946 0018',
      )
      await visitor.page.getByText('Ada King').first().waitFor()
    })

    it('keeps a name saved in one tab and a language saved in another', async () => {
      const first = await example.open()
      await first.signUp('Two Tabs')
      await openProfile(first)
      const second = example.watch(await first.openTab())
      await openProfile(second)
      await box(first, t.name).fill('Typed Here')
      await second.page.getByLabel(messages.profile.locale).selectOption('de')
      await save(second)
      await save(first)
      expect(await readUser(first)).toMatchObject({ name: 'Typed Here', locale: 'de' })
      expect(first.sent.filter((request) => request.startsWith('PATCH'))).toHaveLength(1)
    })

    it('shows a conflict of two tabs and lets the user choose', async () => {
      const first = await example.open()
      await first.signUp('Both Tabs')
      await openProfile(first)
      const second = example.watch(await first.openTab())
      await openProfile(second)
      await box(first, t.name).fill('Mine')
      await box(second, t.name).fill('Theirs')
      await save(second)
      await button(first, t.save).click()
      await first.page.getByText(t.conflict('Theirs')).waitFor()
      expect(await readUser(first)).toMatchObject({ name: 'Theirs' })
      await button(first, t.keepMine).click()
      await save(first)
      expect(await readUser(first)).toMatchObject({ name: 'Mine' })
    })

    it('requests a new email, keeps the old one until it is confirmed, and refuses a taken one', async () => {
      const other = await example.open()
      await other.signUp('Has It Already')
      const visitor = await example.open()
      const next = toEmail('Next Address')
      visitor.expectStatus(409)
      await visitor.signUp('Moves On')
      await openProfile(visitor)
      await box(visitor, t.email).fill(toEmail('Has It Already'))
      await button(visitor, t.save).click()
      await visitor.page.getByText('An account with this email already exists.').waitFor()
      await box(visitor, t.email).fill(next)
      await button(visitor, t.save).click()
      await visitor.page.getByText(t.pendingEmail(next, toEmail('Moves On'))).waitFor()
      expect(await readUser(visitor)).toMatchObject({ email: toEmail('Moves On') })
      await openProfile(visitor)
      await button(visitor, `Confirm ${next}`).click()
      await expectSoon(() => box(visitor, t.email).inputValue()).toBe(next)
      expect(await readUser(visitor)).toMatchObject({ email: next })
    })

    it('keeps the draft while offline', async () => {
      const visitor = await example.open()
      await visitor.signUp('In A Tunnel')
      await openProfile(visitor)
      await box(visitor, t.name).fill('Out Of It')
      await visitor.page.context().setOffline(true)
      await visitor.page.getByText(t.offline).first().waitFor()
      await button(visitor, t.save).click()
      expect(await box(visitor, t.name).inputValue()).toBe('Out Of It')
      await visitor.page.context().setOffline(false)
      await save(visitor)
      expect(await readUser(visitor)).toMatchObject({ name: 'Out Of It' })
    })

    it('requests pictures without a referrer', async () => {
      const visitor = await example.open()
      await visitor.signUp('Has A Face')
      await openProfile(visitor)
      const requested = visitor.page.waitForRequest(/picture\.png/)
      visitor.expectOrigin('https://pictures.example')
      await visitor.page.route(/picture\.png/, (route) =>
        route.fulfill({
          contentType: 'image/svg+xml',
          body: '<svg xmlns="http://www.w3.org/2000/svg"/>',
        }),
      )
      await visitor.page.getByText(messages.avatar.useAddress, { exact: true }).click()
      await box(visitor, messages.profile.avatar).fill('https://pictures.example/picture.png')
      await box(visitor, t.name).focus()
      const { referer } = await (await requested).allHeaders()
      expect(referer).toBeUndefined()
    })

    it('confirms the email of a user unknown to the service, and deletes the account', async () => {
      const { page } = await example.open()
      const post = async (path: string, data: object) =>
        (await page.request.post(`/api/${path}`, { data })).status()
      const [first, next] = [toEmail('Is A Stranger'), toEmail('Stays A Stranger')]
      expect(await post('sign-up', { name: 'Is A Stranger', email: first })).toBe(200)
      expect(await post('email', { email: next })).toBe(200)
      // The link of an outdated mail confirms nothing.
      expect(await post('email/confirm', { email: first })).toBe(409)
      expect(await post('email/confirm', { email: next })).toBe(200)
      expect(await post('account/delete', {})).toBe(200)
      expect(await post('sign-in', { email: next })).toBe(404)
    })

    it('deletes an account after the typed confirmation', async () => {
      const visitor = await example.open()
      await visitor.signUp('Leaves Us')
      await openProfile(visitor)
      await button(visitor, messages.account.open).click()
      const dialog = visitor.page.getByRole('dialog')
      await dialog.getByRole('textbox').fill(toEmail('Leaves Us'))
      await dialog.getByRole('button', { name: messages.account.confirm }).click()
      await visitor.page.waitForURL((url) => url.pathname === '/')
      const data = { email: toEmail('Leaves Us') }
      const answer = await visitor.page.request.post('/api/sign-in', { data })
      expect(answer.status()).toBe(404)
    })
  })
}
