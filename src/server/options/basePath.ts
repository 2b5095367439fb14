import { wrongOption } from './optionChecks.js'

/** The path of the handler in the documentation, and the default of the client's `url`. */
export const defaultBasePath = '/api/identikit'

/**
 * Returns the path of the handler without slashes at its end, so that `/` becomes an empty text.
 * @throws IdentikitError `misuse` for a URL, a pattern, or a path without a slash at its start
 */
export function toBasePath(value: unknown): string {
  const path = value ?? defaultBasePath
  const example = `the path of the handler such as ${defaultBasePath}`
  if (typeof path !== 'string') throw wrongOption('basePath', `must be ${example}`)
  if (/^[a-z][a-z\d+.-]*:|^\/\//i.test(path))
    throw wrongOption('basePath', `must be ${example}, without the origin`)
  if (!path.startsWith('/')) throw wrongOption('basePath', `must start with "/": it is ${example}`)
  const isPath = /^(?:\/[\w.~!$&'(),;=@%-]+)*\/*$/.test(path) && !/\/\.{1,2}(?:\/|$)/.test(path)
  if (!isPath)
    throw wrongOption(
      'basePath',
      `must be ${example}, without patterns, a query or characters to encode`,
    )
  return path.replace(/\/+$/, '')
}
