import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const features = ['preferences', 'streak', 'profile', 'timezone', 'sign-up']

/** The exports that belong to no feature. */
const general = ['useLocale', 'useMessages']

/** Returns the names that an entry exports, types included. */
function getExports(entry: string): string[] {
  const source = readFileSync(new URL(`../src/${entry}.ts`, import.meta.url), 'utf8')
  return [...source.matchAll(/^export (?:type )?\{([^}]*)\}/gm)].flatMap(([, list = '']) =>
    list
      .split(',')
      .map((name) => name.replace(/^\s*(?:type )?/, '').trim())
      .filter((name) => name !== ''),
  )
}

describe('feature entries', () => {
  it.each(features)('identikit/%s exports the provider and names of identikit only', (feature) => {
    const names = getExports(feature)
    expect(names).toContain('IdentikitProvider')
    expect(new Set(getExports('index'))).toEqual(new Set([...getExports('index'), ...names]))
  })

  it('export every feature name of identikit', () => {
    const names = new Set([...general, ...features.flatMap(getExports)])
    expect([...names].sort()).toEqual(getExports('index').sort())
  })
})
