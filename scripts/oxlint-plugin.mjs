/** The rules of this project that no linter brings: who may import whom, and no text in markup. */
import { readFileSync } from 'node:fs'
import { posix } from 'node:path'

/**
 * Per folder below src, and per public entry directly under it: what it may import. `ours` names
 * files and folders below src, `packages` names packages (`@radix-ui/*` a whole scope), `lazy` those
 * that only `import()` and types may name. A folder's own files are always allowed.
 *
 * @type {Record<string, { ours: string[], packages: string[], lazy?: string[] }>}
 */
const importTable = {
  core: { ours: [], packages: ['zod/mini'] },
  adapters: { ours: ['core'], packages: ['zod/mini'] },
  server: { ours: ['core'], packages: ['@remix-run/node-fetch-server', 'node:*'] },
  react: { ours: ['core'], packages: ['react', 'react-dom', '@tanstack/react-query'] },
  components: {
    ours: ['react', 'core'],
    packages: ['react', 'react-dom', '@radix-ui/*', 'downshift'],
    lazy: ['libphonenumber-js/min'],
  },
  locales: { ours: ['core/messages'], packages: [] },
  testing: { ours: ['core', 'adapters/memory/memory', 'react'], packages: ['react', 'react-dom'] },
  cli: { ours: ['core', 'adapters'], packages: ['csv-parse/sync', 'node:*', 'zod/mini'] },
  'index.ts': { ours: ['components', 'react', 'core'], packages: [] },
  'core.ts': { ours: ['core'], packages: [] },
  'remote.ts': { ours: ['adapters/remote'], packages: [] },
  'server.ts': { ours: ['server', 'core'], packages: [] },
  'cli.ts': { ours: ['cli'], packages: [] },
  'testing.ts': {
    ours: ['testing', 'core', 'adapters/memory/memory', 'react'],
    packages: ['react', 'react-dom'],
  },
}

/** The adapters by name; a file of src/adapters that bears none of these is everyone's. */
const adapters = Object.keys(
  JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).exports,
)
  .filter((path) => path.startsWith('./adapters/'))
  .map((path) => path.slice('./adapters/'.length))

/**
 * @param {string} from path below src @param {string} specifier @param {boolean} isLazy
 * @returns {string | undefined} why this import is refused
 */
function refusal(from, specifier, isLazy) {
  const place = from.split('/')[0] ?? ''
  const rule = importTable[place]
  if (!rule) return `src/${from} has no row in the import table`
  if (rule.lazy?.includes(specifier)) {
    return isLazy ? undefined : `src/${place} may load ${specifier} only with import()`
  }
  if (!specifier.startsWith('.')) return refusedPackage(place, rule, specifier)
  const target = posix.join(posix.dirname(from), specifier).replace(/\.[jt]sx?$/, '')
  if (target.startsWith('..')) return `src/${from} imports from outside src`
  if (place === 'adapters' && target.startsWith('adapters/')) return refusedNeighbour(from, target)
  const isAllowed = [place, ...rule.ours].some((own) => isWithin(target, own))
  return isAllowed ? undefined : `${may(place, rule)}, not src/${target}`
}

/** @param {string} path @param {string} folder */
function isWithin(path, folder) {
  const isFile = folder.includes('/') && path === folder
  return isFile || path.startsWith(`${folder}/`)
}

/** @param {string} place @param {{ ours: string[], packages: string[] }} rule @param {string} name */
function refusedPackage(place, rule, name) {
  const isAllowed = rule.packages.some((one) =>
    one.endsWith('*') ? name.startsWith(one.slice(0, -1)) : name === one,
  )
  if (isAllowed) return undefined
  if (name === 'zod') return `${may(place, rule)}; zod itself is 20 kB more than zod/mini`
  return `${may(place, rule)}, not ${name}`
}

/** `knock` of adapters/knock/wire.ts. @param {string} path */
function stem(path) {
  return path.split('/')[1] ?? ''
}

/** @param {string} from @param {string} target */
function refusedNeighbour(from, target) {
  const isOther = stem(from) !== stem(target) && adapters.includes(stem(target))
  return isOther ? `an adapter may not import another's files, as src/${target} is` : undefined
}

/** @param {string} place @param {{ ours: string[], packages: string[] }} rule */
function may(place, { ours, packages }) {
  const allowed = [...ours.map((own) => `src/${own}`), ...packages]
  return `src/${place} may import ${allowed.join(', ')}`
}

const importTableRule = {
  create(/** @type {any} */ context) {
    const file = context.filename.replaceAll('\\', '/')
    const from = file.slice(file.lastIndexOf('/src/') + '/src/'.length)
    const check = (/** @type {any} */ node) => {
      const specifier = node.source?.value
      if (typeof specifier !== 'string') return
      const isLazy =
        !/^(?:Import|Export)\w*Declaration$/.test(node.type) || node.importKind === 'type'
      const why = refusal(from, specifier, isLazy)
      const fix = 'Move the code, or pass what you need as an argument.'
      if (why) {
        context.report({
          node: node.source,
          message: `Import table (CONTRIBUTING): ${why}. ${fix}`,
        })
      }
    }
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
      TSImportType: check,
    }
  },
}

/** Attributes that a person sees or hears. */
const spoken = new Set([
  'alt',
  'aria-description',
  'aria-label',
  'aria-placeholder',
  'aria-roledescription',
  'aria-valuetext',
  'label',
  'placeholder',
  'title',
])

/**
 * The literals that a value may turn out to be: `a`, `x ? 'a' : 'b'`, `x && 'a'`, `{'a'}`.
 *
 * @param {any} node @returns {any[]}
 */
function literals(node) {
  switch (node?.type) {
    case 'JSXExpressionContainer':
      return literals(node.expression)
    case 'ConditionalExpression':
      return [...literals(node.consequent), ...literals(node.alternate)]
    case 'LogicalExpression':
      return [...literals(node.left), ...literals(node.right)]
    case 'TemplateLiteral':
      return node.quasis.some((/** @type {any} */ part) => hasWord(part.value.raw)) ? [node] : []
    case 'JSXText':
    case 'Literal':
      return typeof node.value === 'string' && hasWord(node.value) ? [node] : []
    default:
      return []
  }
}

/** @param {string} text */
function hasWord(text) {
  return /\p{L}/u.test(text)
}

const noLiteralTextRule = {
  create(/** @type {any} */ context) {
    const report = (/** @type {any} */ node) =>
      context.report({
        node,
        message:
          'Every visible or announced string is a message: add a key to core/messages and read it with the messages of the provider.',
      })
    return {
      JSXElement: (/** @type {any} */ node) => node.children.flatMap(literals).forEach(report),
      JSXFragment: (/** @type {any} */ node) => node.children.flatMap(literals).forEach(report),
      JSXAttribute: (/** @type {any} */ node) => {
        if (spoken.has(node.name.name)) literals(node.value).forEach(report)
      },
    }
  },
}

export default {
  meta: { name: 'identikit' },
  rules: { 'import-table': importTableRule, 'no-literal-text': noLiteralTextRule },
}
