import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isMap, type Json } from '../../core/json.js'
import { UsageError } from '../terminal.js'
import { adapterNames, type AdapterName, type Framework } from './adapterChoices.js'

/** What `identikit init` finds out about a host's project. */
export interface Project {
  readonly framework: Framework
  /** The folder of the sources with a slash at the end, or an empty string. */
  readonly base: 'src/' | 'app/' | ''
  readonly isTypeScript: boolean
  /** Whether `@/` stands for the folder of the sources. */
  readonly hasAlias: boolean
  readonly adapter: AdapterName
  /** The installed packages. */
  readonly packages: ReadonlySet<string>
  /** The command that adds packages. */
  readonly addCommand: string
}

/** The packages of each service, which tell that a product uses it. */
const servicePackages: Readonly<Record<string, AdapterName>> = {
  pg: 'postgres',
  '@knocklabs/node': 'knock',
  '@novu/api': 'novu',
  '@novu/react': 'novu',
  '@trophyso/node': 'trophy',
  '@engage_so/core': 'engage',
  '@engage_so/js': 'engage',
  '@trycourier/courier': 'courier',
  '@onesignal/node-onesignal': 'onesignal',
}

const addCommands = [
  ['pnpm-lock.yaml', 'pnpm add'],
  ['yarn.lock', 'yarn add'],
  ['bun.lock', 'bun add'],
  ['bun.lockb', 'bun add'],
] as const

/**
 * Reads the project in a folder.
 * @param chosen the adapter of the command, which counts more than what is found
 * @throws UsageError if the framework isn't one that `identikit init` knows
 */
export function detectProject(folder: string, chosen: string | undefined): Project {
  const packages = readPackages(folder)
  const has = (path: string) => existsSync(join(folder, path))
  const framework = findFramework(packages, has)
  const base = findBase(framework, has)
  return {
    framework,
    base,
    isTypeScript: has('tsconfig.json'),
    hasAlias: hasAlias(folder, base),
    adapter: chooseAdapter(chosen, packages),
    packages,
    addCommand: addCommands.find(([file]) => has(file))?.[1] ?? 'npm install',
  }
}

function readPackages(folder: string): ReadonlySet<string> {
  const path = join(folder, 'package.json')
  if (!existsSync(path)) {
    throw new UsageError(
      'There is no package.json here. Run the command in the folder of your app.',
    )
  }
  let read: Json
  try {
    read = JSON.parse(readFileSync(path, 'utf8')) as Json
  } catch {
    throw new UsageError('package.json is not valid JSON.')
  }
  const { dependencies, devDependencies } = isMap(read) ? read : {}
  return new Set([dependencies, devDependencies].flatMap((list) => Object.keys(Object(list))))
}

function findFramework(
  packages: ReadonlySet<string>,
  has: (path: string) => boolean,
): Project['framework'] {
  if (packages.has('next')) {
    if (has('app') || has('src/app')) return 'next'
    throw new UsageError(
      'This Next.js app has no folder "app". docs/mounting.md shows the handler.',
    )
  }
  if (packages.has('@react-router/dev')) return 'react-router'
  if (packages.has('astro')) return 'astro'
  const others = ['@remix-run/dev', '@tanstack/react-start']
  const other = others.find((name) => packages.has(name))
  if (other === undefined && packages.has('vite') && packages.has('react')) return 'vite'
  const found =
    other === undefined ? 'None of them is in package.json' : `${other} is in package.json`
  throw new UsageError(
    `identikit init knows Next.js, React Router, Astro, and React with Vite. ${found}: docs/mounting.md shows the handler of others.`,
  )
}

function findBase(framework: Framework, has: (path: string) => boolean): Project['base'] {
  if (framework === 'react-router') return 'app/'
  if (framework === 'astro') return 'src/'
  // Next.js ignores src/app beside a folder app.
  const isInRoot = framework === 'next' ? has('app') : !has('src')
  return isInRoot ? '' : 'src/'
}

/** Returns whether `@/` stands for the folder of the sources. The files of compilers have comments, so they aren't JSON. */
function hasAlias(folder: string, base: string): boolean {
  return ['tsconfig.json', 'tsconfig.app.json', 'jsconfig.json'].some((file) => {
    const path = join(folder, file)
    const text = existsSync(path) ? readFileSync(path, 'utf8') : ''
    return /"@\/\*"\s*:\s*\[\s*"\.\/([^"*]*)\*"/.exec(text)?.[1] === base
  })
}

function chooseAdapter(chosen: string | undefined, packages: ReadonlySet<string>): AdapterName {
  if (chosen !== undefined) {
    const known = adapterNames.find((name) => name === chosen)
    if (known) return known
    throw new UsageError(`Choose an adapter: --adapter ${adapterNames.join(', --adapter ')}.`)
  }
  const found = Object.keys(servicePackages).find((name) => packages.has(name))
  return (found !== undefined && servicePackages[found]) || 'memory'
}
