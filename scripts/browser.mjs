// @ts-check
/**
 * Finds the Chromium that the tests run in.
 *
 * As a module: `resolveBrowser()` finds a browser and never installs one.
 * As a command, before `npm test`: finds a browser that opens a page, or installs one, and saves its
 * path. Exits with 1 if none can be installed.
 */
import { existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { chromium } from 'playwright'
import { installers, npmBrowser } from './browser-install.mjs'

/** @typedef {{ from: string, executablePath?: string, env?: Record<string, string> }} Browser */

const cacheFile = fileURLToPath(
  new URL('../node_modules/.cache/identikit/browser.json', import.meta.url),
)

/** Playwright's own download. It has no path, because Playwright finds it. */
const downloaded = { from: "Playwright's download" }

/**
 * Arguments beside Playwright's own. Only local host names resolve, so that neither tests nor
 * background services of the browser send requests to other hosts.
 */
const args = [
  '--disable-gpu',
  '--disable-quic',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1, EXCLUDE [::1]',
]

/** @param {Browser} browser */
export function launchOptions({ executablePath, env }) {
  return {
    args,
    ...(executablePath ? { executablePath } : {}),
    ...(env ? { env: { ...process.env, ...env } } : {}),
  }
}

/**
 * Returns the browser of IDENTIKIT_BROWSER, else the last used one, else the first installed one.
 *
 * @returns {Browser}
 */
export function resolveBrowser() {
  return chosen() ?? candidates().find(isThere) ?? downloaded
}

/** @returns {Browser | undefined} */
function chosen() {
  const path = process.env['IDENTIKIT_BROWSER']
  return path ? { from: `IDENTIKIT_BROWSER=${path}`, executablePath: path } : undefined
}

/** @param {Browser} browser */
function isThere({ executablePath }) {
  return existsSync(executablePath ?? chromium.executablePath())
}

/** @returns {Browser[]} */
function candidates() {
  const paths = installedPaths().filter((path) => existsSync(path))
  const unique = new Set(paths.map((path) => realpathSync(path)))
  const installed = [...unique].map((path) => ({ from: path, executablePath: path }))
  return [...lastUsed(), downloaded, ...installed, npmBrowser()]
}

/** @returns {Browser[]} */
function lastUsed() {
  try {
    return [JSON.parse(readFileSync(cacheFile, 'utf8'))]
  } catch {
    return []
  }
}

/** Returns the paths at which installers put browsers of the Chromium family. */
function installedPaths() {
  if (process.platform === 'darwin') {
    const apps = ['Google Chrome', 'Chromium', 'Microsoft Edge']
    return ['/', homedir()].flatMap((base) =>
      apps.map((app) => join(base, 'Applications', `${app}.app`, 'Contents', 'MacOS', app)),
    )
  }
  if (process.platform === 'win32') {
    const bases = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA']
    const files = ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe']
    return bases.flatMap((base) => files.map((file) => join(process.env[base] ?? '', file)))
  }
  const names = [
    'chromium-headless-shell',
    'google-chrome-stable',
    'google-chrome',
    'chromium',
    'chromium-browser',
    'microsoft-edge-stable',
  ]
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  return folders.flatMap((folder) => names.map((name) => join(folder, name)))
}

/**
 * Returns the version of a browser that opens a page, else `undefined`. An existing file is not
 * enough: it may be a stub that requires a snap, or lack a library.
 *
 * @param {Browser} browser
 */
async function provenVersion(browser) {
  try {
    const running = await chromium.launch({ ...launchOptions(browser), timeout: 30_000 })
    try {
      const page = await running.newPage()
      await page.setContent('<button>ready</button>')
      return (await page.locator('button').textContent()) === 'ready'
        ? running.version()
        : undefined
    } finally {
      await running.close()
    }
  } catch {
    return undefined
  }
}

/** @returns {Promise<{ browser: Browser, version: string }>} */
async function findOrInstall() {
  const own = chosen()
  const tried = []
  for (const browser of own ? [own] : candidates().filter(isThere)) {
    const version = await provenVersion(browser)
    if (version) return { browser, version }
    tried.push(browser.from)
  }
  const mayInstall = !own && !process.env['IDENTIKIT_NO_BROWSER_INSTALL']
  for (const installer of mayInstall ? installers : []) {
    if (!installer.fits()) continue
    tried.push(installer.name)
    const browser = await installer.install().catch(() => undefined)
    const version = browser && (await provenVersion(browser))
    if (version) return { browser, version }
  }
  throw new Error(
    'No Chromium opens a page. Install Chrome or Chromium, run `npx playwright install --with-deps ' +
      'chromium`, or set IDENTIKIT_BROWSER to the path of one ' +
      `(tried: ${[...new Set(tried)].join('; ') || 'nothing was found'}).`,
  )
}

async function main() {
  const { browser, version } = await findOrInstall()
  mkdirSync(join(cacheFile, '..'), { recursive: true })
  writeFileSync(cacheFile, JSON.stringify(browser))
  console.error(`browser: Chromium ${version} (${browser.from})`)
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  main().catch((/** @type {Error} */ error) => {
    console.error(`browser: ${error.message}`)
    process.exitCode = 1
  })
}
