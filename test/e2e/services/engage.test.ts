import { describe, expect, it } from 'vitest'
import { messages } from '../../../src/core/messages/messages.js'
import { expectSoon } from '../expectSoon.js'
import { isChecked, keepChoices, toggle } from '../mainFlow.js'
import { setUpExample } from '../setUpExample.js'
import { toEmail } from '../visitor.js'

const example = setUpExample({ IDENTIKIT_BACKEND: 'engage' })

describe('the example over Engage', () => {
  it('keeps a choice after a reload', async () => {
    const { visitor, name, isOn, isStreakOn } = await keepChoices(example, 'Ada Lovelace')
    // A list has no channels, so its switch is named by the title alone.
    expect(name).toBe('Weekly recap')
    expect(isOn).toBe(true)
    expect(isStreakOn).toBeUndefined()
    expect(await isChecked(visitor.switch('Product news'))).toBe(false)
    const { user } = await visitor.readServer()
    expect(user.data).toMatchObject({ name: 'Ada Lovelace', email: toEmail('Ada Lovelace') })
  })

  it('shows that a list waits for a confirmation by email', async () => {
    const visitor = await example.open()
    await visitor.signUp('Grace Hopper')
    await toggle(visitor, 'Early features')
    const waiting = visitor.center.getByText(messages.preferences.pending, { exact: true })
    await expectSoon(() => waiting.count()).toBe(1)
  })
})
