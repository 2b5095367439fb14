// @ts-check
/**
 * Builds a Storybook of a product with the packed package and a copy of `stories`, and opens one story of each component:
 * `npm run check:stories`. The stories must not need anything but the public entries.
 */
import { execFileSync } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { openStudio } from './screenshots/camera.mjs'

const root = resolve(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'identikit-stories-'))
const modules = join(folder, 'node_modules')

/** Stories about the kit itself, which products don't need: they show its icons, tokens and private parts. */
const ownStories = [
  'foundations',
  'guide',
  'screens',
  'fields/TraitInput.stories.tsx',
  'fields/traitFields.tsx',
]

/** The files of the product. */
const files = {
  'package.json': '{ "name": "product", "type": "module", "private": true }',
  '.storybook/main.ts': `
    export default {
      framework: '@storybook/react-vite',
      addons: ['@storybook/addon-docs', '@storybook/addon-a11y'],
      stories: [{ directory: '../src/identikit', files: '*/*.stories.tsx', titlePrefix: 'Identikit' }],
      core: { disableTelemetry: true },
    }`,
  '.storybook/preview.ts': `export default {}`,
}

try {
  execFileSync('npm', ['pack', root, '--ignore-scripts', '--silent'], { cwd: folder })
  const [tarball = ''] = readdirSync(folder).filter((name) => name.endsWith('.tgz'))
  execFileSync('tar', ['-xzf', tarball], { cwd: folder })
  mkdirSync(modules)
  cpSync(join(folder, 'package'), join(modules, 'identikit'), { recursive: true })
  for (const name of readdirSync(join(root, 'node_modules')))
    if (!name.startsWith('.') && name !== 'identikit')
      symlinkSync(join(root, 'node_modules', name), join(modules, name))
  mkdirSync(join(folder, '.storybook'))
  cpSync(join(root, 'stories'), join(folder, 'src/identikit'), { recursive: true })
  for (const own of ownStories) rmSync(join(folder, 'src/identikit', own), { recursive: true })
  for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text)

  const storybook = join(root, 'node_modules/storybook/dist/bin/dispatcher.js')
  execFileSync(process.execPath, [storybook, 'build', '-o', 'built', '--quiet'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, STORYBOOK_DISABLE_TELEMETRY: '1' },
  })
  const { entries } = JSON.parse(readFileSync(join(folder, 'built/index.json'), 'utf8'))
  /** @type {string[]} */
  const ids = Object.values(entries).flatMap(({ type, id }) => (type === 'story' ? [id] : []))
  const studio = await openStudio(join(folder, 'built'))
  try {
    for (const id of ids) {
      if (!id.endsWith('--default')) continue
      const page = await studio.open({ name: id, story: id, width: 1000, globals: {} })
      const count = await page.locator('#storybook-root [class^="ik-"]').count()
      if (count === 0) throw new Error(`${id} shows nothing.`)
      await page.close()
    }
  } finally {
    await studio.close()
  }
  console.log(
    `ok   ${ids.length} stories build in another Storybook, and the default ones are shown`,
  )
} finally {
  rmSync(folder, { recursive: true, maxRetries: 10 })
}
