// @ts-check
/** Deletes the declarations in `dist` that no public entry imports, directly or indirectly: they are a tenth of the package. */
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
/** @type {{ exports: Record<string, { types?: string }> }} */
const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const entries = Object.values(exports).flatMap(({ types }) =>
  types?.endsWith('.d.ts') && !types.endsWith('.css.d.ts') ? [join(root, types)] : [],
)

const used = new Set(entries)
for (const file of used) {
  const imports = readFileSync(file, 'utf8').matchAll(
    /(?:from |import |import\()['"](\.[^'"]+)\.js['"]/g,
  )
  for (const [, path = ''] of imports) used.add(`${resolve(dirname(file), path)}.d.ts`)
}

for (const path of readdirSync(join(root, 'dist'), { recursive: true, encoding: 'utf8' })) {
  const file = join(root, 'dist', path)
  if (file.endsWith('.d.ts') && !file.endsWith('.css.d.ts') && !used.has(file)) rmSync(file)
}
