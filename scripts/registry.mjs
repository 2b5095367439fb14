// @ts-check
/** Writes `dist/registry`: the components of `registry` as entries for `npx shadcn add`. Part of `npm run build`. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'

const source = new URL('../registry/', import.meta.url)
const target = new URL('../dist/registry/', import.meta.url)

mkdirSync(target, { recursive: true })
for (const file of readdirSync(source)) {
  const name = basename(file, '.tsx')
  const content = readFileSync(new URL(file, source), 'utf8')
  const packages = [...content.matchAll(/ from '((?:@[^/']+\/)?[^/']+)/g)].map(([, id]) => id)
  const entry = {
    $schema: 'https://ui.shadcn.com/schema/registry-item.json',
    name,
    type: 'registry:component',
    description: /^\/\*\* (.+) \*\/\nexport function/m.exec(content)?.[1],
    // Who adds the entry has installed Identikit, which contains it.
    dependencies: [...new Set(packages)].filter((id) => id !== 'react' && id !== 'identikit'),
    files: [
      {
        path: `registry/${file}`,
        type: 'registry:component',
        target: `components/identikit/${file}`,
        content,
      },
    ],
  }
  writeFileSync(new URL(`${name}.json`, target), `${JSON.stringify(entry)}\n`)
}
