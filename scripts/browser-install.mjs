// @ts-check
/** Installs a Chromium; the preferred installer is first. */
import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress } from 'node:zlib'

/** @typedef {import('./browser.mjs').Browser} Browser */
/** @typedef {{ name: string, fits: () => boolean, install: () => Promise<Browser | undefined> }} Installer */

/** The last release that supports Node 20: Chromium 147 for Linux x64 with its libraries. */
const npmPackage = '@sparticuz/chromium@147.0.0'

/** Outside of node_modules, because `npm ci` deletes those. */
const npmHome = join(
  process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'),
  'identikit',
  'chromium',
)

/** @type {readonly Installer[]} */
export const installers = [
  { name: 'apt-get install chromium-headless-shell', fits: isDebianRoot, install: fromApt },
  { name: 'playwright install chromium', fits: mayDownload, install: fromPlaywright },
  { name: `npm install ${npmPackage}`, fits: isLinuxX64, install: fromNpm },
]

/** @returns {Browser} */
export function npmBrowser() {
  return {
    from: npmPackage,
    executablePath: join(npmHome, 'chromium'),
    env: { LD_LIBRARY_PATH: join(npmHome, 'lib'), FONTCONFIG_FILE: join(npmHome, 'fonts.conf') },
  }
}

function isDebianRoot() {
  return (
    process.getuid?.() === 0 &&
    existsSync('/usr/bin/apt-get') &&
    /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'))
  )
}

async function fromApt() {
  const limits = ['DPkg::Lock::Timeout=120', 'Acquire::Retries=1', 'Acquire::http::Timeout=20']
  const options = ['-qq', ...limits.flatMap((limit) => ['-o', limit])]
  run('apt-get', [...options, 'update'])
  for (const name of ['chromium-headless-shell', 'chromium']) {
    const packages = [name, 'fonts-liberation']
    if (run('apt-get', [...options, 'install', '-y', '--no-install-recommends', ...packages])) {
      return { from: `Debian's ${name}`, executablePath: `/usr/bin/${name}` }
    }
  }
  return undefined
}

function mayDownload() {
  return !process.env['PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD']
}

async function fromPlaywright() {
  const folder = join(createRequire(import.meta.url).resolve('playwright/package.json'), '..')
  const done = run(process.execPath, [
    join(folder, 'cli.js'),
    'install',
    'chromium',
    '--only-shell',
  ])
  return done ? { from: "Playwright's download" } : undefined
}

function isLinuxX64() {
  return process.platform === 'linux' && process.arch === 'x64'
}

async function fromNpm() {
  mkdirSync(npmHome, { recursive: true })
  writeFileSync(join(npmHome, 'package.json'), '{"private":true}')
  const limits = ['--fetch-retries=1', '--fetch-retry-mintimeout=1000']
  const quiet = ['--no-audit', '--no-fund', '--ignore-scripts']
  if (!run('npm', ['install', '--prefix', npmHome, ...quiet, ...limits, npmPackage])) {
    return undefined
  }
  const archives = ['al2023', 'fonts', 'swiftshader'].map((name) => `${name}.tar`)
  await Promise.all(['chromium', ...archives].map(unpack))
  for (const archive of archives) {
    if (!run('tar', ['xf', join(npmHome, archive), '-C', npmHome])) return undefined
  }
  chmodSync(join(npmHome, 'chromium'), 0o755)
  writeFileSync(join(npmHome, 'fonts.conf'), fontConfig())
  return npmBrowser()
}

/** @param {string} name */
async function unpack(name) {
  const packed = join(npmHome, 'node_modules', '@sparticuz', 'chromium', 'bin', `${name}.br`)
  await pipeline(
    createReadStream(packed),
    createBrotliDecompress(),
    createWriteStream(join(npmHome, name)),
  )
}

function fontConfig() {
  const folders = ['/usr/share/fonts', join(npmHome, 'fonts')].map((path) => `<dir>${path}</dir>`)
  const cache = `<cachedir>${join(npmHome, 'fonts-cache')}</cachedir>`
  return `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${folders.join('')}${cache}</fontconfig>`
}

/**
 * Runs a command for at most five minutes and returns whether it succeeded.
 *
 * @param {string} command @param {string[]} args
 */
function run(command, args) {
  console.error(`browser: ${command} ${args.join(' ')}`)
  const { status } = spawnSync(command, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout: 300_000,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  return status === 0
}
