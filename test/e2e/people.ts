import { describe, expect, it } from 'vitest'
import { messages } from '../../src/core/messages/messages.js'
import { userHeader } from '../../src/core/protocol.js'
import { expectSoon } from './expectSoon.js'
import { isChecked } from './mainFlow.js'
import type { Example } from './setUpExample.js'
import { toEmail } from './visitor.js'

const api = '/api/identikit'
const read = `${api}?read=user,preferences`

export function testPeople(example: Example): void {
  describe('users of the example', () => {
    it("don't see each other's data", async () => {
      const [left, right] = await Promise.all([example.open(), example.open()])
      await left.signUp('Left Person')
      await right.signUp('Right Person')
      await left.switch('Weekly recap, Email').click()
      await expectSoon(() => left.center.getByRole('status').last().textContent()).toContain(
        'Saved',
      )
      await right.openSettings()
      expect(await isChecked(right.switch('Weekly recap, Email'))).toBe(true)

      const { user } = await left.readServer()
      expect((await right.readServer()).user.data).toMatchObject({ name: 'Right Person' })
      const posing = { headers: { [userHeader]: encodeURIComponent(String(user.data['id'])) } }
      expect((await right.page.request.get(read, posing)).status()).toBe(409)
    })

    it('get 401 when signed out or with an unsigned session', async () => {
      const { page, signUp } = await example.open()
      const data = { changes: [{ type: 'news', channel: 'email', enabled: true }] }
      expect((await page.request.get(read)).status()).toBe(401)
      expect((await page.request.patch(`${api}/preferences`, { data })).status()).toBe(401)
      expect((await page.request.put(`${api}/user`, { data: { patch: {} } })).status()).toBe(401)

      await signUp('Forged Cookie')
      const [cookie] = await page.context().cookies()
      expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax' })
      const [id, expiry, signature] = cookie?.value.split('.') ?? []
      const later = `harbor_session=${id}.${Number(expiry) + 1}.${signature}`
      const forged = await fetch(new URL(read, example.url), { headers: { cookie: later } })
      expect(forged.status).toBe(401)
    })

    it("can't save to a page of another user", async () => {
      const first = await example.open()
      await first.signUp('First Tab')
      const other = example.watch(await first.openTab())
      await other.page.goto('/settings')
      await other.page.getByRole('button', { name: 'Sign out' }).click()
      // A page that is left before the answer is still signed in.
      await other.page.getByLabel('Name').waitFor()
      await other.signUp('Second Tab')

      first.expectStatus(409)
      const recap = first.switch('Weekly recap, Email')
      const [answer] = await Promise.all([
        first.page.waitForResponse((response) => response.request().method() === 'PATCH'),
        recap.click(),
      ])
      expect(answer.status()).toBe(409)
      // A page of another user shows no data of the previous user.
      await expectSoon(() => first.center.getByRole('switch').count()).toBe(0)
      await first.center.getByText(messages.errors['user-changed']).first().waitFor()
      await first.page.getByRole('alert').getByText(messages.errors['user-changed']).waitFor()

      // Only the consent of each sign-up is stored.
      const untouched = { types: [{ id: 'news', channels: { email: { state: 'off' } } }] }
      expect((await other.readServer()).preferences.data).toMatchObject(untouched)
      const data = { email: toEmail('First Tab') }
      await first.page.request.post('/api/sign-in', { data })
      const { user, preferences } = await first.readServer()
      expect(user.data).toMatchObject({ name: 'First Tab' })
      expect(preferences.data).toMatchObject(untouched)
    })
  })
}
