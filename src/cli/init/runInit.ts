import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { print, UsageError, type Terminal } from '../terminal.js'
import { detectProject, type Project } from './detectProject.js'
import type { HostFile } from './hostFile.js'
import { listHostFiles } from './hostFiles.js'
import { listNextSteps } from './nextSteps.js'

/**
 * Writes the files that connect the kit to the project in the current folder. Never changes a file that exists.
 * @returns the exit code
 * @throws UsageError with an unknown option, or in a folder that holds no app that the command knows
 */
export async function runInit(args: readonly string[], { cwd, stdout }: Terminal): Promise<number> {
  const { adapter, isDryRun } = readOptions(args)
  const project = detectProject(cwd, adapter)
  const lines = [describe(project), '']
  for (const file of listHostFiles(project)) lines.push(...writeFile(cwd, file, isDryRun))
  lines.push('', ...listNextSteps(cwd, project))
  await print(stdout, `${lines.join('\n')}\n`)
  return 0
}

function readOptions(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { adapter: { type: 'string' }, 'dry-run': { type: 'boolean', default: false } },
    })
    return { adapter: values.adapter, isDryRun: values['dry-run'] }
  } catch {
    throw new UsageError('identikit init takes --adapter <name> and --dry-run only.')
  }
}

const frameworkNames: Readonly<Record<Project['framework'], string>> = {
  next: 'Next.js',
  'react-router': 'React Router',
  astro: 'Astro',
  vite: 'React with Vite',
}

function describe({ framework, isTypeScript, adapter }: Project): string {
  return `Found ${frameworkNames[framework]} in ${isTypeScript ? 'TypeScript' : 'JavaScript'}. Adapter: ${adapter} (--adapter chooses another).`
}

/** Writes a file, and returns what to tell about it. */
function writeFile(cwd: string, { path, content }: HostFile, isDryRun: boolean): readonly string[] {
  const target = join(cwd, path)
  if (existsSync(target)) {
    if (readFileSync(target, 'utf8') === content) return [`  same  ${path}`]
    return [
      `  kept  ${path}: it exists and is left as it is. This would be in it:`,
      ...indent(content),
    ]
  }
  if (isDryRun) return [`  new   ${path}:`, ...indent(content)]
  mkdirSync(dirname(target), { recursive: true })
  // Fails where another program has just written the file.
  writeFileSync(target, content, { flag: 'wx' })
  return [`  new   ${path}`]
}

const indent = (content: string) =>
  content
    .trimEnd()
    .split('\n')
    .map((line) => (line === '' ? '' : `        ${line}`))
