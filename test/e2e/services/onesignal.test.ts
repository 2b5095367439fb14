import { describe, expect, it } from 'vitest'
import { isChecked, keepChoices } from '../mainFlow.js'
import { setUpExample } from '../setUpExample.js'
import { toEmail } from '../visitor.js'

const example = setUpExample({ IDENTIKIT_BACKEND: 'onesignal' })

describe('the example over OneSignal', () => {
  it("keeps a choice after a reload and doesn't change its neighbors", async () => {
    const { visitor, name, isOn, isStreakOn } = await keepChoices(example, 'Ada Lovelace')
    expect(name).toBe('Comments and mentions, Email')
    expect(isOn).toBe(false)
    expect(isStreakOn).toBeUndefined()
    expect(await isChecked(visitor.switch('Comments and mentions, Push'))).toBe(true)
    expect(await isChecked(visitor.switch('Assignments, Push'))).toBe(false)
    expect(await isChecked(visitor.switch('Security alerts, Email'))).toBe(true)
    const { user } = await visitor.readServer()
    expect(user.data).toMatchObject({ name: 'Ada Lovelace', email: toEmail('Ada Lovelace') })
  })
})
