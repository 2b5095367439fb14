import { describe, expect, it } from 'vitest'
import { isChecked, keepChoices, toggle } from './mainFlow.js'
import { testPeople } from './people.js'
import { testSaving } from './saving.js'
import { testSettings } from './settings.js'
import { setUpExample } from './setUpExample.js'
import { testSignUp } from './signUp.js'

const example = setUpExample()

describe('the example over Postgres', () => {
  it('keeps a choice after a reload', async () => {
    const { name, isStreakOn } = await keepChoices(example, 'Mary Somerville')
    expect(name).toBe('Comments and mentions, Email')
    expect(isStreakOn).toBe(false)
  })

  it('keeps a choice after the server is killed and restarted', async () => {
    const visitor = await example.open()
    const { page, switch: find, openSettings, signUp } = visitor
    await signUp('Ada Lovelace')
    await toggle(visitor, 'Weekly recap, Email')
    await example.killAndRestart()
    await openSettings()
    expect(await isChecked(find('Weekly recap, Email'))).toBe(false)
    expect(await isChecked(find('Comments and mentions, Email'))).toBe(true)
    await page.getByText('Signed in as Ada Lovelace').waitFor()
  })
})

testSignUp(example)
testSettings(example)
testSaving(example)
testPeople(example)
