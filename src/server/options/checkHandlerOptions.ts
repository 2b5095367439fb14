import { checkFunctions, checkKeys, wrongOption } from './optionChecks.js'

type Check = (name: string, value: unknown) => void

const isFunction = (value: unknown) => typeof value === 'function'
const isObject = (value: unknown) => typeof value === 'object' && value !== null

const checkFunction: Check = (name, value) => {
  if (!isFunction(value)) throw wrongOption(name, 'must be a function')
}

const checkList: Check = (name, value) => {
  if (!Array.isArray(value)) throw wrongOption(name, 'must be a list')
}

const checkTraits: Check = (name, value) => {
  if (value !== true && !Array.isArray(value)) throw wrongOption(name, 'must be true or a list')
}

/** The checks by option. Where one does nothing, the part that uses the option checks it. */
const checks: Readonly<Record<string, Check>> = {
  adapter(name, value) {
    const { id, fields } = Object(value) as { id?: unknown; fields?: unknown }
    if (isFunction(value) || (typeof id === 'string' && isObject(fields))) return
    throw wrongOption(name, 'must be an adapter, e.g. that of createPostgresAdapter()')
  },
  authenticate: checkFunction,
  catalog(name, value) {
    if (!Array.isArray(value) && !isFunction(value))
      throw wrongOption(name, 'must be a list or a function')
  },
  trusted(name, value) {
    if (!isFunction(value) && !isObject(value))
      throw wrongOption(name, 'must be a function, or an object of fields')
  },
  provision(name, value) {
    if (typeof value !== 'boolean' && !isFunction(value))
      throw wrongOption(name, 'must be true, false or a function')
  },
  readOnly(name, value) {
    if (typeof value !== 'boolean' && !isFunction(value))
      throw wrongOption(name, 'must be true, false or a function')
  },
  authenticateGuest: checkFunction,
  onGuestMerged: checkFunction,
  trustedOrigins: () => {},
  cors: () => {},
  rateLimit: () => {},
  writeStore: (name, value) => checkFunctions(name, value, ['acquire', 'get', 'set']),
  basePath: () => {},
  onError: checkFunction,
  allow: checkList,
  readable(name, value) {
    checkKeys(name, value, ['traits'])
    checkParts(name, value, { traits: checkTraits })
  },
  writable(name, value) {
    checkKeys(name, value, ['fields', 'traits'])
    checkParts(name, value, { fields: checkList, traits: checkTraits })
  },
}

/**
 * Checks the names and types of the options of `createUserHandler`.
 * @throws IdentikitError `misuse`, which names the option
 */
export function checkHandlerOptions(options: unknown): void {
  if (!isObject(options)) throw wrongOption('options', 'must be an object')
  const given = options as Readonly<Record<string, unknown>>
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(checks, name))
  if (unknown !== undefined)
    throw wrongOption(unknown, `is not an option. It takes ${Object.keys(checks).join(', ')}`)
  for (const name of ['adapter', 'authenticate']) checks[name]?.(name, given[name])
  for (const [name, value] of Object.entries(given)) {
    if (value !== undefined) checks[name]?.(name, value)
  }
}

function checkParts(name: string, value: unknown, parts: Readonly<Record<string, Check>>): void {
  for (const [key, part] of Object.entries(Object(value) as object)) {
    if (part !== undefined) parts[key]?.(`${name}.${key}`, part)
  }
}
