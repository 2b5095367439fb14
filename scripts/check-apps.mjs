// @ts-check
/**
 * Makes a fresh Vite app and a fresh Next.js app from docs/first-settings-page.md, `identikit init` and the packed build, and checks in Chromium that a new user's first
 * change is saved: `npm run check:apps`.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright'
import { createNextApp } from './apps/nextApp.mjs'
import { createViteApp } from './apps/viteApp.mjs'
import { packPackages } from './apps/packPackages.mjs'
import { tryApp } from './apps/tryApp.mjs'
import { launchOptions, resolveBrowser } from './browser.mjs'

const folder = mkdtempSync(join(tmpdir(), 'identikit-apps-'))
const browser = await chromium.launch(launchOptions(resolveBrowser()))
try {
  const tarballs = packPackages(folder)
  for (const createApp of [createViteApp, createNextApp]) {
    const { name, isServerRendered, modes } = await createApp(folder, tarballs)
    for (const [mode, open] of Object.entries(modes)) {
      const begun = Date.now()
      const app = await open()
      try {
        await tryApp(browser, app, isServerRendered)
      } finally {
        for (const server of app.servers) await server.stop()
      }
      console.log(`ok   ${name}, ${mode} (${((Date.now() - begun) / 1000).toFixed(1)} s)`)
    }
  }
} finally {
  await browser.close()
  rmSync(folder, { recursive: true, maxRetries: 10 })
}
