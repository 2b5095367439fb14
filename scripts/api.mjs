// @ts-check
/**
 * Compares the public API of the build with the reports in `api/`, one per entry, and with the API reference in `api/reference`, which
 * has the JSDoc.
 *
 *     npm run api                 fails where the API or its JSDoc is not the one of the files
 *     npm run api -- --update     writes the files
 *     npm run api -- --missing    lists what has no JSDoc or no `@example`
 *     npm run api -- --strict     fails where something has none, and lists it
 */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import {
  CompilerState,
  ConsoleMessageId,
  Extractor,
  ExtractorConfig,
  ExtractorLogLevel,
} from '@microsoft/api-extractor'
import { writeReference } from './reference/writeReference.mjs'

/** The id of the message that holds the difference of a report.
 *
 * @type {string} */
const diffMessage = ConsoleMessageId.ApiReportDiff
const root = resolve(import.meta.dirname, '..')
const isUpdate = process.argv.includes('--update')
const isStrict = process.argv.includes('--strict')
const isListing = isStrict || process.argv.includes('--missing')

/** @typedef {import('./reference/writeReference.mjs').ApiItem} ApiItem */

/** Returns the declaration file of each entry that exports code. */
function entries() {
  /** @type {{ name: string, exports: Record<string, { types?: string, default?: string }> }} */
  const pkg = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  return Object.entries(pkg.exports).flatMap(([path, { types, default: file }]) => {
    const name = path.slice('./'.length).replaceAll('/', '-') || pkg.name
    const isCode = types && file?.endsWith('.js')
    return isCode ? [{ name, path: join(pkg.name, path), types: join(root, types) }] : []
  })
}

/** @param {{ name: string, types: string }} entry @param {string} folder of temporary files */
function configure({ name, types }, folder) {
  return ExtractorConfig.prepare({
    configObject: {
      projectFolder: root,
      mainEntryPointFilePath: types,
      compiler: { tsconfigFilePath: join(root, 'tsconfig.build.json') },
      apiReport: {
        enabled: true,
        reportFileName: `${name}.api.md`,
        reportFolder: join(root, 'api'),
        reportTempFolder: folder,
      },
      docModel: { enabled: true, apiJsonFilePath: join(folder, `${name}.api.json`) },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: {
        compilerMessageReporting: { default: { logLevel: ExtractorLogLevel.Error } },
        extractorMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
        tsdocMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
      },
    },
    configObjectFullPath: undefined,
    packageJsonFullPath: join(root, 'package.json'),
  })
}

/**
 * Compares or writes the report of one entry.
 *
 * @param {ExtractorConfig} config
 * @param {CompilerState} compilerState
 * @returns {{ isSame: boolean, items: ApiItem[] }}
 */
function report(config, compilerState) {
  const result = Extractor.invoke(config, {
    compilerState,
    localBuild: isUpdate,
    printApiReportDiff: true,
    messageCallback: (message) => {
      message.handled = message.messageId !== diffMessage
    },
  })
  const [entryPoint] = JSON.parse(readFileSync(config.apiJsonFilePath, 'utf8')).members
  return { isSame: isUpdate || !result.apiReportChanged, items: entryPoint.members }
}

/**
 * Returns what lacks JSDoc or an example: hooks, factories and components need one.
 *
 * @param {string} entry
 * @param {ApiItem[]} items
 */
function missing(entry, items) {
  return items.flatMap(({ kind, name, docComment = '', members = [] }) => {
    const isExampleNeeded =
      /^(?:Function|Variable)$/.test(kind) && /^(?:use[A-Z]|create[A-Z]|[A-Z][a-z])/.test(name)
    return [
      ...(docComment === '' ? [`${entry}: ${name} has no JSDoc`] : []),
      ...(isExampleNeeded && !docComment.includes('@example')
        ? [`${entry}: ${name} has no @example`]
        : []),
      ...members
        .filter((member) => member.docComment === '')
        .map((member) => `${entry}: ${name}.${member.name} has no JSDoc`),
    ]
  })
}

/**
 * Writes the API reference, or returns the pages that differ.
 *
 * @param {ReadonlyMap<string, string>} pages
 */
function updateReference(pages) {
  const target = join(root, 'api/reference')
  /** @param {string} name */
  const read = (name) => existsSync(join(target, name)) && readFileSync(join(target, name), 'utf8')
  const names = new Set([...pages.keys(), ...(existsSync(target) ? readdirSync(target) : [])])
  const changed = [...names].filter((name) => read(name) !== pages.get(name))
  if (!isUpdate) return changed
  rmSync(target, { recursive: true, force: true })
  mkdirSync(target)
  for (const [name, text] of pages) writeFileSync(join(target, name), text)
  return []
}

const folder = mkdtempSync(join(tmpdir(), 'identikit-api-'))
mkdirSync(join(root, 'api'), { recursive: true })
try {
  const found = entries()
  const configs = found.map((entry) => configure(entry, folder))
  const additionalEntryPoints = found.map(({ types }) => types)
  const [first] = configs
  if (!first) throw new Error('package.json has no entries.')
  const state = CompilerState.create(first, { additionalEntryPoints })
  const reports = configs.map((config, index) => ({
    name: found[index]?.name ?? '',
    path: found[index]?.path ?? '',
    ...report(config, state),
  }))
  const changed = [
    ...reports.filter(({ isSame }) => !isSame).map(({ name }) => name),
    ...updateReference(writeReference(reports)),
  ]
  const gaps = reports.flatMap(({ name, items }) => missing(name, items))
  if (changed.length > 0) {
    console.error(`The API changed: ${changed.join(', ')}. If intended: npm run api -- --update`)
    process.exitCode = 1
  }
  if (isStrict && gaps.length > 0) process.exitCode = 1
  if (isListing) for (const gap of gaps) console.log(gap)
  else if (gaps.length > 0) console.log(`${gaps.length} gaps in JSDoc: npm run api -- --missing`)
  if (changed.length === 0) console.log(`${reports.length} entries: the API matches api/.`)
} finally {
  rmSync(folder, { recursive: true })
}
