import { describe, expect, it } from 'vitest'
import { isChecked, keepChoices } from '../mainFlow.js'
import { setUpExample } from '../setUpExample.js'
import { toEmail } from '../visitor.js'

const example = setUpExample({ IDENTIKIT_BACKEND: 'notiflows' })

describe('the example over Notiflows', () => {
  it("keeps a choice after a reload and doesn't change its neighbors", async () => {
    const { visitor, name, isOn, isStreakOn } = await keepChoices(example, 'Ada Lovelace')
    expect(name).toBe('Comments and mentions, Email')
    expect(isOn).toBe(false)
    expect(isStreakOn).toBeUndefined()
    expect(await isChecked(visitor.switch('Comments and mentions'))).toBe(true)
    const { user } = await visitor.readServer()
    expect(user.data).toMatchObject({
      firstName: 'Ada',
      lastName: 'Lovelace',
      email: toEmail('Ada Lovelace'),
    })
  })

  it('keeps a channel that was turned off globally', async () => {
    const { center, page, signUp, openSettings } = await example.open()
    await signUp('Grace')
    const push = center.getByRole('switch', { name: 'All notifications, Push', exact: true })
    const saved = page.waitForResponse((response) => response.request().method() === 'PATCH')
    await push.click()
    expect((await saved).status()).toBe(200)
    await openSettings()
    expect(await isChecked(push)).toBe(false)
    expect(await page.getByText('Signed in as Grace', { exact: true }).isVisible()).toBe(true)
  })
})
