import { invalid } from '../core/errors.js'

const maxDepth = 32
/** Of one object: some later checks take time in proportion to its square. */
const maxKeys = 500
/** Of the whole body: 150 changes of preferences with rows of 16 channels have 3,000 keys, 500 changes without rows 1,500. */
const maxTotalKeys = 4000
const maxItems = 500

/**
 * Refuses a body that could overflow the stack of later checks, or make them slow. It does not recurse itself.
 * @throws IdentikitError `invalid` for more than 32 levels, 500 keys of one object, 4,000 keys or 500 list items in all
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
    if (!Array.isArray(value) && children.length > maxKeys)
      throw tooBig(`has more than ${maxKeys} keys in one object`)
    if (keys > maxTotalKeys) throw tooBig(`has more than ${maxTotalKeys} keys`)
    if (items > maxItems) throw tooBig(`has more than ${maxItems} items in lists`)
    for (const item of children) stack.push({ value: item, depth: depth + 1 })
  }
}

const tooBig = (problem: string) => invalid('The body', { body: problem })
