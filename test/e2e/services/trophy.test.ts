import { describe, expect, it } from 'vitest'
import { isChecked, keepChoices } from '../mainFlow.js'
import { setUpExample } from '../setUpExample.js'
import { toEmail } from '../visitor.js'

const example = setUpExample({ IDENTIKIT_BACKEND: 'trophy' })

describe('the example over Trophy', () => {
  it('keeps a choice after a reload and its neighbor as shown', async () => {
    const { visitor, name, isOn, isStreakOn } = await keepChoices(example, 'Ada Lovelace')
    expect(name).toBe('Achievements, Email')
    expect(isOn).toBe(false)
    expect(isStreakOn).toBe(false)
    expect(await isChecked(visitor.switch('Achievements, Push'))).toBe(true)
    const { user } = await visitor.readServer()
    expect(user.data).toMatchObject({
      name: 'Ada Lovelace',
      email: toEmail('Ada Lovelace'),
      control: false,
    })
  })

  it('updates the recap in two places together', async () => {
    const { page, switch: find, signUp } = await example.open()
    await signUp('Grace Hopper')
    const card = page.getByRole('complementary').getByRole('switch')
    await card.click()
    expect(await isChecked(card)).toBe(false)
    expect(await isChecked(find('Weekly recap, Email'))).toBe(false)
  })
})
