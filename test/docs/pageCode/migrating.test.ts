import * as page from 'page:docs/migrating.md:src/server/copyChoices.ts'
import { describe, expect, it } from 'vitest'
import { createUserClient, defineCatalog, getSetting } from '../../../src/core.js'
import { createMemoryAdapter } from '../../../src/testing.js'

const catalog = defineCatalog([
  { id: 'comments', channels: ['email', 'push'], default: true },
  { id: 'recap', channels: ['email', 'push'], default: false },
  { id: 'security', channels: ['email'], default: true, locked: {} },
])

const old = [
  { type: 'comments', channel: 'email', isOn: false },
  { type: 'comments', channel: 'push', isOn: true },
  { type: 'recap', channel: 'email', isOn: true },
]

async function createCopy() {
  const adapter = createMemoryAdapter({ users: [{ id: 'ada' }] })
  const { preferences } = createUserClient(adapter)
  await page.copyChoices(adapter, catalog, 'ada', old)
  const getState = async (type: string, channel: string) =>
    getSetting(await preferences.get('ada'), { type, channel })?.state
  return { adapter, preferences, getState }
}

describe('docs/migrating.md: copyChoices', () => {
  it('saves what differs from the default as a choice of an import, and nothing else', async () => {
    const { adapter, getState } = await createCopy()
    expect(await getState('comments', 'email')).toBe('off')
    expect(await getState('recap', 'email')).toBe('on')
    expect(await getState('comments', 'push')).not.toBe('on')
    const [entry] = (await adapter.history?.get('ada')) ?? []
    expect(entry?.source).toBe('import')
    expect(await page.findDifferences(adapter, catalog, 'ada', old)).toEqual([])
  })

  it('follows the old page until the user has the new one', async () => {
    const { adapter, getState } = await createCopy()
    const later = old.map((value) => ({ ...value, isOn: !value.isOn }))
    await page.copyChoices(adapter, catalog, 'ada', later)
    expect(await getState('comments', 'email')).toBe('on')
    expect(await getState('comments', 'push')).toBe('off')
    expect(await page.findDifferences(adapter, catalog, 'ada', later)).toEqual([])
  })

  it('copies no locked setting and no unknown type, and names both', async () => {
    const { adapter } = await createCopy()
    const others = [
      { type: 'security', channel: 'email', isOn: false },
      { type: 'gone', channel: 'email', isOn: false },
    ]
    const { length } = adapter.calls
    await page.copyChoices(adapter, catalog, 'ada', others)
    expect(adapter.calls.slice(length).map(({ member }) => member)).toEqual(['preferences.get'])
    expect(await page.findDifferences(adapter, catalog, 'ada', others)).toMatchObject([
      { type: 'security', canCopy: false },
      { type: 'gone', canCopy: false },
    ])
  })
})
