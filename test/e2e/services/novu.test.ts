import { describe, expect, it } from 'vitest'
import { isChecked, keepChoices } from '../mainFlow.js'
import { setUpExample } from '../setUpExample.js'

const example = setUpExample({ IDENTIKIT_BACKEND: 'novu' })

describe('the example over Novu', () => {
  it("keeps a choice after a reload and doesn't change its neighbors", async () => {
    const { name, isOn, isStreakOn } = await keepChoices(example, 'Ada Lovelace')
    expect(name).toBe('Comments and mentions, Email')
    expect(isOn).toBe(false)
    expect(isStreakOn).toBeUndefined()
  })

  it('turns a channel off for every workflow but a critical one, and back on for one', async () => {
    const { center, page, signUp, openSettings } = await example.open()
    await signUp('Grace')
    const get = (name: string) => center.getByRole('switch', { name, exact: true })
    const saved = page.waitForResponse((response) => response.request().method() === 'PATCH')
    await get('All notifications, Email').click()
    expect((await saved).status()).toBe(200)
    expect(await isChecked(get('Assignments, Email'))).toBe(false)
    const savedOne = page.waitForResponse((response) => response.request().method() === 'PATCH')
    await get('Assignments, Email').click()
    expect((await savedOne).status()).toBe(200)
    await openSettings()
    expect(await isChecked(get('All notifications, Email'))).toBe(false)
    expect(await isChecked(get('Assignments, Email'))).toBe(true)
    expect(await isChecked(get('Weekly recap, Email'))).toBe(false)
    expect(await isChecked(get('Security alerts, Email'))).toBe(true)
  })
})
