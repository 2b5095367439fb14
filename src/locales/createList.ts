/**
 * Creates a function that joins texts with the "and" or "or" of a language.
 * @param type `conjunction` for "and", `disjunction` for "or"
 * @example
 * const either = createList('de', 'disjunction')
 * either(['PNG', 'JPEG', 'WebP']) // "PNG, JPEG oder WebP"
 */
export function createList(
  tag: string,
  type: Intl.ListFormatType,
): (items: readonly string[]) => string {
  return (items) => new Intl.ListFormat(tag, { type }).format(items)
}
