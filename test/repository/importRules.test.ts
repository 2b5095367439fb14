import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'

/** Per file: imports that the rules refuse, and imports that they allow. */
const cases: Record<string, { refused: string[]; allowed: string[] }> = {
  'src/core/errors.ts': {
    refused: [`import { a } from './user/user.js'`, `import { a } from '../react/store/store.js'`],
    allowed: [`import { a } from './json.js'`],
  },
  'src/core/client.ts': {
    refused: [
      `import { a } from 'zod'`,
      `import { a } from '../server/handler.js'`,
      `import { a } from 'react'`,
    ],
    allowed: [`import { a } from './user/user.js'`, `import { a } from 'zod/mini'`],
  },
  'src/core/user/user.ts': {
    refused: [
      `import { a } from '../client.js'`,
      `import { a } from '../combine/fanOut.js'`,
      `import { a } from '../preferences/preferences.js'`,
      `import { a } from '../adapter.js'`,
    ],
    allowed: [
      `import { a } from '../errors.js'`,
      `import type { a } from '../adapter.js'`,
      `import type { a } from '../messages/messages.js'`,
      `import { a } from '../timezone/timezone.js'`,
      `import { a } from './fields.js'`,
    ],
  },
  'src/core/sync/retryPolicy.ts': {
    refused: [`import type { a } from '../user/user.js'`],
    allowed: [`import { a } from '../errors.js'`],
  },
  'src/core/messages/messages.ts': {
    refused: [`import { a } from '../user/user.js'`, `import type { a } from '../client.js'`],
    allowed: [`import type { a } from '../user/user.js'`, `import { a } from '../weekdays.js'`],
  },
  'src/core/combine/fanOut.ts': {
    refused: [`import { a } from '../client.js'`],
    allowed: [`import { a } from '../user/user.js'`],
  },
  'src/adapters/knock/wire.ts': {
    refused: [
      `import { a } from '../trophy/wire.js'`,
      `import { a } from '../../server/handler.js'`,
      `import { a } from 'node:fs'`,
      `import('../trophy/wire.js')`,
    ],
    allowed: [
      `import { a } from '../http/http.js'`,
      `import { a } from '../../core/user/user.js'`,
      `import { a } from './users.js'`,
    ],
  },
  'src/adapters/http/http.ts': {
    refused: [`import { a } from '../knock/wire.js'`],
    allowed: [`import { a } from './queue.js'`],
  },
  'src/server/handler.ts': {
    refused: [
      `import { a } from '../adapters/knock/knock.js'`,
      `import { a } from '../react/store/store.js'`,
      `import { a } from 'node:stream/web'`,
      `import { a } from '@remix-run/node-fetch-server'`,
    ],
    allowed: [`import { a } from '../core/client.js'`, `import { a } from './route.js'`],
  },
  'src/server/nodeListener.ts': {
    refused: [`import { a } from '../core/client.js'`, `import { a } from 'express'`],
    allowed: [
      `import { a } from './route.js'`,
      `import { a } from 'node:http'`,
      `import { a } from '@remix-run/node-fetch-server'`,
    ],
  },
  'src/react/store/store.ts': {
    refused: [
      `import { a } from '../../components/ui/Switch.js'`,
      `import { a } from '../../index.js'`,
      `import { a } from 'downshift'`,
    ],
    allowed: [
      `import { a } from '../user/useUser.js'`,
      `import { a } from '../IdentikitProvider.js'`,
      `import { a } from 'react'`,
    ],
  },
  'src/components/ui/Switch.tsx': {
    refused: [
      `import { a } from '../../server/handler.js'`,
      `import { a } from '../../index.js'`,
      `import { a } from '@tanstack/react-query'`,
      `import { a } from 'libphonenumber-js/min'`,
    ],
    allowed: [
      `import { a } from '@radix-ui/react-switch'`,
      `import { a } from '../../react/store/store.js'`,
    ],
  },
  'src/core/contact/phoneReader.ts': {
    refused: [`import { a } from 'libphonenumber-js/max'`, `import { a } from '../client.js'`],
    allowed: [`import('libphonenumber-js/min')`],
  },
  'src/testing/fixtures.ts': {
    refused: [`import { a } from '../adapters/knock/knock.js'`],
    allowed: [`import { a } from '../adapters/memory/memory.js'`],
  },
  'src/cli/main.ts': {
    refused: [`import { a } from '../server/handler.js'`, `import { a } from 'react'`],
    allowed: [
      `import { a } from './source/openSource.js'`,
      `import { a } from 'node:fs/promises'`,
      `import { a } from '../adapters/knock/knock.js'`,
    ],
  },
  'src/cli/source/readCsv.ts': {
    refused: [`import { a } from '../../adapters/knock/knock.js'`, `import { a } from 'react'`],
    allowed: [
      `import { a } from '../terminal.js'`,
      `import { a } from '../../core/text.js'`,
      `import { a } from 'csv-parse/sync'`,
    ],
  },
  'src/index.ts': {
    refused: [`export { a } from './server/handler.js'`],
    allowed: [`export { a } from './components/ui/Switch.js'`, `export * from './streak.js'`],
  },
  'src/core.ts': {
    refused: [`export { a } from './react/store/store.js'`],
    allowed: [`export { a } from './core/errors.js'`],
  },
  'src/elsewhere/file.ts': { refused: [`import { a } from './other.js'`], allowed: [] },
}

/** Returns `file:line` of each refused import. */
async function lint(files: Record<string, string[]>): Promise<string[]> {
  const root = resolve(import.meta.dirname, '../..')
  const config = JSON.parse(await readFile(join(root, '.oxlintrc.json'), 'utf8')) as {
    overrides: { files: string[]; rules: Record<string, unknown> }[]
  }
  const overrides = config.overrides.flatMap(({ files: globs, rules }) => {
    const rule = rules['no-restricted-imports']
    return rule ? [{ files: globs, rules: { 'no-restricted-imports': rule } }] : []
  })
  const folder = await mkdtemp(join(tmpdir(), 'identikit-imports-'))
  try {
    const rules = { categories: { correctness: 'off' }, plugins: ['typescript'], overrides }
    await writeFile(join(folder, '.oxlintrc.json'), JSON.stringify(rules))
    for (const [file, lines] of Object.entries(files)) {
      await mkdir(dirname(join(folder, file)), { recursive: true })
      const unique = lines.map((line, index) => line.replace('{ a }', `{ a as a${index} }`))
      await writeFile(join(folder, file), unique.join('\n'))
    }
    const output = await new Promise<string>((done) => {
      const oxlint = join(root, 'node_modules/.bin/oxlint')
      execFile(oxlint, ['-f', 'unix'], { cwd: folder }, (_error, stdout) => done(stdout))
    })
    return [...output.matchAll(/^(src\/\S+?:\d+):/gm)].map(([, place = '']) => place)
  } finally {
    await rm(folder, { recursive: true })
  }
}

describe('the import rules of .oxlintrc.json', () => {
  test('refuse imports across layers, resources and vendors, and allow the rest', async () => {
    const files = Object.fromEntries(
      Object.entries(cases).map(([file, { refused, allowed }]) => [file, [...refused, ...allowed]]),
    )
    const expected = Object.entries(cases).flatMap(([file, { refused }]) =>
      refused.map((_, index) => `${file}:${index + 1}`),
    )
    const found = await lint(files)
    expect([...new Set(found)].sort()).toEqual(expected.sort())
  })
})
