import { describe, expect, it } from 'vitest'
import { compileBlocks, findKnownNames } from './compileBlocks.js'
import { findCodeBlocks, readPages } from '../markdown.js'

/** A page with a block that doesn't compile, which shows that errors are found and have the right line. */
const wrong = {
  path: 'docs/wrong.md',
  text: '# Wrong\n\n```tsx\nimport { PreferenceCenter } from \'identikit\'\n\nexport const page = <PreferenceCenter titel="Alerts" />\n```\n',
}

describe('README and docs: code blocks', () => {
  it('compile against the sources', async () => {
    const errors = await compileBlocks([...readPages(), wrong], findKnownNames())
    expect(errors.filter((error) => !error.startsWith(wrong.path))).toEqual([])
    expect(errors).toEqual([expect.stringMatching(/^docs\/wrong\.md:6 .*titel/)])
  })

  it('are complete, except for a few fragments', () => {
    const blocks = readPages()
      .flatMap(findCodeBlocks)
      .filter(({ language }) => /^tsx?$/.test(language))
    const fragments = blocks.filter(({ isFragment }) => isFragment)
    expect(fragments.length / blocks.length).toBeLessThan(0.25)
  })
})
