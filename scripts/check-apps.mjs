// @ts-check
/**
 * Makes a fresh Vite app and a fresh Next.js app from docs/first-settings-page.md, `identikit init` and the packed build, installs the starters of examples, and checks
 * in Chromium that a new user's first change is saved, in development and in production, and that server-rendered pages hydrate without a mismatch in any
 * time zone and language. Runs the recipes of docs/sessions.md: `npm run check:apps`.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { chromium } from 'playwright'
import { createNextApp } from './apps/nextApp.mjs'
import { packPackages } from './apps/packPackages.mjs'
import { run } from './apps/runCommand.mjs'
import { buildStarter, createHydrationStarter, installStarter, starters } from './apps/starter.mjs'
import { tryApp } from './apps/tryApp.mjs'
import { openDevices, tryHydration } from './apps/tryHydration.mjs'
import { tryRequests } from './apps/tryRequests.mjs'
import { trySessions } from './apps/trySessions.mjs'
import { createViteApp } from './apps/viteApp.mjs'
import { launchOptions, resolveBrowser } from './browser.mjs'

const folder = mkdtempSync(join(tmpdir(), 'identikit-apps-'))
const browser = await chromium.launch(launchOptions(resolveBrowser()))
/** The installations of the starters, which go on while other apps are tried. */
const preparations = new Map()
let begun = Date.now()

/** Prints the seconds since the check before. @param {string} name */
function report(name) {
  console.log(`ok   ${name} (${((Date.now() - begun) / 1000).toFixed(1)} s)`)
  begun = Date.now()
}

/**
 * @param {import('./apps/tryApp.mjs').App} app
 * @param {boolean} isStarter
 */
async function tryModes({ name, isServerRendered, modes }, isStarter) {
  for (const [mode, open] of Object.entries(modes)) {
    const app = await open()
    try {
      await tryApp(browser, app, isServerRendered)
      if (isStarter && mode === 'production') await tryRequests(browser, app.url)
    } finally {
      for (const server of app.servers) await server.stop()
    }
    report(`${name}, ${mode}`)
  }
}

try {
  const database = join(folder, 'database')
  const script = resolve(import.meta.dirname, 'apps/createDatabase.mjs')
  const tarballs = packPackages(folder, database)
  const created = run(folder, ['node', script, database])
  let last = created
  for (const starter of starters) {
    last = last.then(() => installStarter(starter, folder, tarballs))
    // It is reported where the starter is tried.
    last.catch(() => {})
    preparations.set(starter, last)
  }
  await created
  await tryModes(await createViteApp(folder, tarballs), false)
  const nextApp = await createNextApp(folder, tarballs)
  await tryModes(nextApp, false)
  const devices = await openDevices(browser)
  // Its App Router needs React 19.
  await tryHydration(devices, nextApp, '/hydration', true)
  report(`${nextApp.name}, hydration`)
  for (const starter of starters) {
    await preparations.get(starter)
    await tryModes(await buildStarter(starter, folder, database), true)
    const page = starter.hydration
    if (!page) continue
    for (const react of /** @type {const} */ (['19', '18'])) {
      const app = await createHydrationStarter(starter, page, folder, react)
      await tryHydration(devices, app, page.path, react === '19')
      report(`${app.name}, hydration`)
    }
  }
  await trySessions(folder, tarballs)
  report('the recipes of docs/sessions.md')
} finally {
  await Promise.allSettled(preparations.values())
  await browser.close()
  rmSync(folder, { recursive: true, maxRetries: 10 })
}
