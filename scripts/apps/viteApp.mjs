// @ts-check
import { join } from 'node:path'
import { installPackages, writeFile, writePageFiles } from './pageFiles.mjs'
import { findPort, run, start } from './runCommand.mjs'
import { session } from './session.mjs'

/** The component of the host, which signs a user in with a cookie. */
const host = `import { useState } from 'react'
import { Settings } from './Settings'

export default function App() {
  const [userId, setUserId] = useState(() => /session=(\\w+)/.exec(document.cookie)?.[1] ?? null)
  function signIn() {
    document.cookie = 'session=newcomer'
    setUserId('newcomer')
  }
  return (
    <main>
      {userId === null && <button onClick={signIn}>Sign in</button>}
      <Settings userId={userId} />
    </main>
  )
}
`

/**
 * Creates a Vite app with the packages and the configuration of docs/first-settings-page.md and the files of `identikit init`, which a test compares
 * with that page.
 *
 * @param {string} folder
 * @param {import('./packPackages.mjs').Tarballs} tarballs
 * @returns {Promise<import('./tryApp.mjs').App>}
 */
export async function createViteApp(folder, tarballs) {
  const app = join(folder, 'vite-app')
  const template = ['--template', 'react-ts', '--no-interactive']
  await run(folder, ['npx', '--yes', 'create-vite@9.3.0', 'vite-app', ...template])
  const apiPort = await findPort()
  await installPackages(app, tarballs, ['tsx'])
  await run(app, ['npx', 'identikit', 'init'])
  // The configuration of the template has rules of its own, such as no unused parameters.
  await run(app, ['npx', 'tsc', '-b'])
  writePageFiles(app, ['src/server/main.ts', 'vite.config.ts'], String(apiPort))
  writeFile(join(app, 'src/server/session.ts'), session)
  writeFile(join(app, 'src/App.tsx'), host)
  await run(app, ['npm', 'run', 'build'])

  /** @param {readonly string[]} command */
  async function open(...command) {
    const port = await findPort()
    const url = `http://localhost:${port}/`
    const api = await start(
      app,
      ['npx', 'tsx', 'src/server/main.ts'],
      `http://localhost:${apiPort}/`,
    )
    const pages = await start(
      app,
      ['npx', 'vite', ...command, '--port', String(port), '--strictPort'],
      url,
    )
    return { url, servers: [api, pages] }
  }
  return {
    name: 'Vite',
    isServerRendered: false,
    modes: { development: () => open(), production: () => open('preview') },
  }
}
