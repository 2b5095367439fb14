import { invalid } from '../core/errors.js'

const maxDepth = 32
const maxKeys = 500

/**
 * Refuses a body whose checks could take long or overflow: they recurse, this does not.
 * @throws IdentikitError `invalid` for more than 32 levels, 500 keys or 500 items of lists
 */
export function checkBodyLimits(body: unknown): void {
  let keys = 0
  let items = 0
  const open: { readonly value: unknown; readonly depth: number }[] = [{ value: body, depth: 1 }]
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, depth } = next
    if (typeof value !== 'object' || value === null) continue
    const inner: readonly unknown[] = Object.values(value)
    if (Array.isArray(value)) items += inner.length
    else keys += inner.length
    if (depth > maxDepth) throw tooBig(`is nested deeper than ${maxDepth} levels`)
    if (keys > maxKeys) throw tooBig(`has more than ${maxKeys} keys`)
    if (items > maxKeys) throw tooBig(`has more than ${maxKeys} items in lists`)
    for (const each of inner) open.push({ value: each, depth: depth + 1 })
  }
}

const tooBig = (wrong: string) => invalid('The body', { body: wrong })
