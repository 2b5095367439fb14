// @ts-check

/** @param {readonly string[]} paths */
function withFolders(paths) {
  const all = paths.flatMap((path) => {
    const parts = path.split('/')
    return parts
      .map((_, index) => [...parts.slice(0, index), ''].join('/'))
      .slice(1)
      .concat(path)
  })
  return [...new Set(all)]
}

/**
 * Returns a message for each two paths that a file system or compiler that ignores case confuses:
 * paths that differ only in case, and modules of one name such as `Field.tsx` and `field.ts`.
 *
 * @param {readonly string[]} paths
 * @returns {string[]}
 */
export function findPathClashes(paths) {
  /** @type {Map<string, string>} */
  const seen = new Map()
  return withFolders(paths).flatMap((path) => {
    const key = path.toLowerCase().replace(/(?<!\.d)\.[jt]sx?$/, '')
    const other = seen.get(key)
    seen.set(key, path)
    return other === undefined ? [] : [`${path}: clashes with ${other}. Rename one of them.`]
  })
}
