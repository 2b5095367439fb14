import { describe, expect, it } from 'vitest'
import { isChecked, turnRecapOff } from './mainFlow.js'
import { setUpExample } from './setUpExample.js'

const example = setUpExample({ IDENTIKIT_BACKEND: 'memory' })

describe('the example over memory', () => {
  it('keeps a choice when the page is loaded again', async () => {
    const { openSettings, switch: find } = await turnRecapOff(example, 'Ada Lovelace')
    await openSettings()
    expect(await isChecked(find('Weekly recap, Email'))).toBe(false)
  })
})
