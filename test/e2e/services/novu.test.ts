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

  it('shows a critical workflow as locked, and no switches for everything', async () => {
    const { center, signUp } = await example.open()
    await signUp('Grace')
    const get = (name: string) => center.getByRole('switch', { name, exact: true })
    expect(await isChecked(get('Security alerts, Email'))).toBe(true)
    expect(await get('Security alerts, Email').getAttribute('aria-disabled')).toBe('true')
    expect(await get('All notifications, Email').count()).toBe(0)
  })
})
