import { describe, expect, it } from 'vitest'
import { isChecked, turnFirst } from './mainFlow.js'
import { setUpExample } from './setUpExample.js'

const example = setUpExample({ IDENTIKIT_BACKEND: 'memory' })

describe('the example over memory', () => {
  it('keeps a choice when the page is loaded again', async () => {
    const { visitor, name, isOn } = await turnFirst(example, 'Ada Lovelace')
    await visitor.openSettings()
    expect(await isChecked(visitor.switch(name))).toBe(isOn)
  })
})
