import { describe, expect, it } from 'vitest'
import { keepChoices } from './mainFlow.js'
import { testProfile } from './profile.js'
import { setUpExample } from './setUpExample.js'

const example = setUpExample({ IDENTIKIT_BACKEND: 'memory' })

describe('the example over memory', () => {
  it('keeps a choice after a reload', async () => {
    const { name, isStreakOn } = await keepChoices(example, 'Ada Lovelace')
    expect(name).toBe('Comments and mentions, Email')
    expect(isStreakOn).toBe(false)
  })
})

testProfile(example)
