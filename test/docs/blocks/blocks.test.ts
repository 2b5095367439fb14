import { describe, expect, it } from 'vitest'
import { compileBlocks, findKnownNames } from './compileBlocks.js'
import { findCodeBlocks, readPage, readPages } from '../markdown.js'

/** A page with a block that doesn't compile, which shows that errors are found and have the right line. */
const wrong = {
  path: 'docs/wrong.md',
  text: '# Wrong\n\n```tsx\nimport { PreferenceCenter } from \'identikit\'\n\nexport const page = <PreferenceCenter titel="Alerts" />\n```\n',
}

/** A page with a type that the catalog of the README lacks, which shows that the catalog is registered. */
const misspelt = {
  path: 'docs/misspelt.md',
  text: "# Misspelt\n\n```ts\nimport { usePreference } from 'identikit'\n\nexport const useRecap = () => usePreference({ type: 'weekly-recapp', channel: 'email' })\n```\n",
}

describe('README and docs: code blocks', () => {
  it('compile against the sources', async () => {
    const errors = await compileBlocks([...readPages(), wrong], findKnownNames())
    expect(errors.filter((error) => !error.startsWith(wrong.path))).toEqual([])
    expect(errors).toEqual([expect.stringMatching(/^docs\/wrong\.md:6 .*titel/)])
  })

  it('compile where a host has registered its catalog and traits', async () => {
    const names = ['adapters', 'own-markup', 'unsubscribe'].map((name) => `docs/${name}.md`)
    const pages = ['README.md', ...names].map(readPage)
    const errors = await compileBlocks([...pages, misspelt], findKnownNames(), true)
    expect(errors.filter((error) => !error.startsWith(misspelt.path))).toEqual([])
    expect(errors).toEqual([expect.stringMatching(/^docs\/misspelt\.md:6 .*weekly-recapp/)])
  })

  it('are complete, except for a few fragments', () => {
    const blocks = readPages()
      .flatMap(findCodeBlocks)
      .filter(({ language }) => /^tsx?$/.test(language))
    const fragments = blocks.filter(({ isFragment }) => isFragment)
    expect(fragments.length / blocks.length).toBeLessThan(0.25)
  })
})
