import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { findCodeBlocks, getBlockPath, readPage, root } from './markdown.js'

const read = (path: string) => readFileSync(`${root}examples/${path}`, 'utf8')

/** Returns a file of docs/first-settings-page.md. */
function readBlock(path: string): string {
  const block = findCodeBlocks(readPage('docs/first-settings-page.md')).find(
    (each) => getBlockPath(each) === path,
  )
  return block?.code.replace(/^\/\/ .*\n/, '') ?? ''
}

describe('the starters of examples', () => {
  const starters = ['astro/src', 'express/src', 'react-router/app']

  it.each(starters)('%s has the catalog and the page of docs/first-settings-page.md', (folder) => {
    const page = readBlock('src/Settings.tsx').replace(/^'use client'.*\n/, '')
    expect(page).toContain('PreferenceCenter')
    expect(read(`${folder}/Settings.tsx`).trim()).toBe(page.trim())
    const catalog = readBlock('src/notifications.ts')
    expect(catalog).toContain('defineCatalog')
    expect(read(`${folder}/notifications.ts`).trim()).toBe(catalog.trim())
  })

  it('open the database in the same way', () => {
    const database = read('express/server/database.ts')
    expect(database).toContain('DATABASE_URL')
    expect(read('astro/src/server/database.ts')).toBe(database)
    expect(read('react-router/app/server/database.server.ts')).toBe(database)
  })

  it('use the released version of Identikit and the same PGlite', () => {
    const versions = ['astro', 'express', 'react-router'].map((folder) => {
      const { dependencies } = JSON.parse(read(`${folder}/package.json`))
      return [dependencies.identikit, dependencies['@electric-sql/pglite']]
    })
    const { version, devDependencies } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'))
    for (const each of versions)
      expect(each).toEqual([`^${version}`, devDependencies['@electric-sql/pglite']])
  })
})
