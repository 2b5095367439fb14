// @ts-check
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeHydrationFiles } from './hydrationFiles.mjs'
import { installPackages, writeFile } from './pageFiles.mjs'
import { findPort, run, start } from './runCommand.mjs'
import { session } from './session.mjs'

/** Replaces the layout of the template, whose fonts are downloaded. */
const layout = `import type { ReactNode } from 'react'

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  )
}
`

/** The page of the host that signs a user in. */
const signIn = `import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'

async function signIn() {
  'use server'
  const jar = await cookies()
  jar.set('session', 'newcomer')
  redirect('/settings')
}

export default function Home() {
  return (
    <form action={signIn}>
      <button>Sign in</button>
    </form>
  )
}
`

/**
 * Creates a Next.js app with the packages of docs/first-settings-page.md and the files of `identikit init`, which a test compares with that page.
 *
 * @param {string} folder
 * @param {import('./packPackages.mjs').Tarballs} tarballs
 * @returns {Promise<import('./tryApp.mjs').App>}
 */
export async function createNextApp(folder, tarballs) {
  const app = join(folder, 'next-app')
  const template = [
    '--ts',
    '--app',
    '--src-dir',
    '--no-tailwind',
    '--no-eslint',
    '--no-react-compiler',
    '--import-alias',
    '@/*',
    '--yes',
  ]
  await run(folder, [
    'npx',
    '--yes',
    'create-next-app@16.4.3',
    'next-app',
    '--skip-install',
    '--disable-git',
    '--use-npm',
    ...template,
  ])
  await installPackages(app, tarballs)
  await run(app, ['npx', 'identikit', 'init'])
  writeFile(join(app, 'src/server/session.ts'), session)
  writeFile(join(app, 'src/app/layout.tsx'), layout)
  writeFile(join(app, 'src/app/page.tsx'), signIn)
  writeHydrationPage(app)
  await run(app, ['npx', 'next', 'build'])

  /** @param {'dev' | 'start'} command @param {Readonly<Record<string, string>>} [variables] */
  async function open(command, variables) {
    const port = await findPort()
    const url = `http://localhost:${port}/`
    const pages = await start(app, ['npx', 'next', command, '--port', String(port)], url, variables)
    return { url, servers: [pages] }
  }
  return {
    name: 'Next.js',
    isServerRendered: true,
    modes: {
      development: (variables) => open('dev', variables),
      production: (variables) => open('start', variables),
    },
  }
}

/** Adds the page that `tryHydration` opens. @param {string} app */
function writeHydrationPage(app) {
  writeHydrationFiles(app, {
    'Settings.tsx': 'src/hydration/Settings.tsx',
    'handler.ts': 'src/hydration/handler.ts',
    'session.ts': 'src/hydration/session.ts',
  })
  const page = readFileSync(join(app, 'src/app/settings/page.tsx'), 'utf8')
  writeFile(
    join(app, 'src/app/hydration/page.tsx'),
    page.replace('@/Settings', '@/hydration/Settings').replaceAll('@/server/', '@/hydration/'),
  )
}
