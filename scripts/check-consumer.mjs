// @ts-check
/** Packs the build, installs it in a temporary project, and compiles `consumer/` and the declarations of every entry with each TypeScript. */
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const modules = { bundler: 'esnext', nodenext: 'nodenext' }
const folder = mkdtempSync(join(tmpdir(), 'identikit-consumer-'))

/** @param {string[]} args */
const npm = (...args) => execFileSync('npm', args, { cwd: folder, encoding: 'utf8' })

try {
  cpSync(join(root, 'consumer'), folder, { recursive: true })
  npm('pack', root, '--ignore-scripts', '--silent')
  const [tarball = ''] = readdirSync(folder).filter((file) => file.endsWith('.tgz'))
  npm('install', `./${tarball}`, '--prefer-offline', '--no-audit', '--no-fund')
  const pkg = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const entries = Object.keys(pkg.exports).filter((path) =>
    pkg.exports[path].default?.endsWith('.js'),
  )
  const imports = entries.map(
    (path, index) => `export * as entry${index} from '${pkg.name}${path.slice(1)}'`,
  )
  writeFileSync(join(folder, 'entries.ts'), imports.join('\n'))
  const { dependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const compilers = Object.keys(dependencies).filter((name) => name.startsWith('typescript-'))
  for (const compiler of compilers)
    for (const [moduleResolution, module] of Object.entries(modules)) {
      const tsc = join('node_modules', compiler, 'bin/tsc')
      const args = [tsc, '-p', '.', '--module', module, '--moduleResolution', moduleResolution]
      const { status } = spawnSync(process.execPath, args, { cwd: folder, stdio: 'inherit' })
      console.log(`${status === 0 ? 'ok  ' : 'FAIL'} ${compiler} with ${moduleResolution}`)
      if (status !== 0) process.exitCode = 1
    }
} finally {
  rmSync(folder, { recursive: true })
}
