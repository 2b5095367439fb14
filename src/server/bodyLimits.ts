import { invalid } from '../core/errors.js'

const maxDepth = 32
const maxKeys = 500

/**
 * Refuses a body that could overflow the stack of later checks, or make them slow. It does not recurse itself.
 * @throws IdentikitError `invalid` for more than 32 levels, 500 keys or 500 list items
 */
export function checkBodyLimits(body: unknown): void {
  let keys = 0
  let items = 0
  const stack: { readonly value: unknown; readonly depth: number }[] = [{ value: body, depth: 1 }]
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { value, depth } = next
    if (typeof value !== 'object' || value === null) continue
    const children: readonly unknown[] = Object.values(value)
    if (Array.isArray(value)) items += children.length
    else keys += children.length
    if (depth > maxDepth) throw tooBig(`is nested deeper than ${maxDepth} levels`)
    if (keys > maxKeys) throw tooBig(`has more than ${maxKeys} keys`)
    if (items > maxKeys) throw tooBig(`has more than ${maxKeys} items in lists`)
    for (const item of children) stack.push({ value: item, depth: depth + 1 })
  }
}

const tooBig = (problem: string) => invalid('The body', { body: problem })
