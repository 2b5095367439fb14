import { describe, expect, it } from 'vitest'
import { messages } from '../../../src/core/messages/messages.js'
import { isChecked, keepChoices } from '../mainFlow.js'
import { setUpExample } from '../setUpExample.js'
import { toEmail } from '../visitor.js'

const example = setUpExample({ IDENTIKIT_BACKEND: 'knock' })

describe('the example over Knock', () => {
  it('keeps a choice after a reload and saves no other setting', async () => {
    const { visitor, name, isOn } = await keepChoices(example, 'Ada Lovelace')
    expect(name).toBe('Comments and mentions, Email')
    expect(isOn).toBe(false)
    expect(await isChecked(visitor.switch('Comments and mentions, Push'))).toBe(true)
    const { user } = await visitor.readServer()
    expect(user.data).toMatchObject({ name: 'Ada Lovelace', email: toEmail('Ada Lovelace') })
  })

  it('shows settings decided by Knock as read-only', async () => {
    const { center, sent, signUp, switch: find } = await example.open()
    await signUp('Grace Hopper')
    const rows = {
      'Project health, Email': messages.preferences.conditional,
      'Security alerts, Email': messages.preferences.locked,
    }
    for (const [name, reason] of Object.entries(rows)) {
      const fixed = find(name)
      const before = await isChecked(fixed)
      await fixed.click({ force: true })
      expect(await isChecked(fixed)).toBe(before)
      expect(await center.getByText(reason).first().isVisible()).toBe(true)
    }
    expect(sent.filter((request) => request.startsWith('PATCH'))).toEqual([])
  })
})
