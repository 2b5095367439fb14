/** The reason why a file is refused. */
export type AvatarFileError =
  | 'fileKind'
  | 'fileEmpty'
  | 'fileTooLarge'
  | 'fileFake'
  | 'fileUnreadable'

/** The limits of an upload. */
export interface AvatarLimits {
  /** The maximum size in bytes. @default 10 MB */
  readonly maxBytes?: number | undefined
  /**
   * The allowed media types: PNG, JPEG, WebP, GIF and AVIF. Others are ignored, SVG included, because it can contain scripts.
   * @default PNG, JPEG, WebP and GIF
   */
  readonly types?: readonly string[] | undefined
}

/** The limits with their defaults. */
export interface AvatarRules {
  readonly maxBytes: number
  readonly types: readonly string[]
}

interface Kind {
  readonly name: string
  /** Matches the first bytes as Latin-1. */
  readonly start: RegExp
}

const kinds: ReadonlyMap<string, Kind> = new Map([
  ['image/png', { name: 'PNG', start: /^\x89PNG\r\n.\n/s }],
  ['image/jpeg', { name: 'JPEG', start: /^\xFF\xD8\xFF/ }],
  ['image/webp', { name: 'WebP', start: /^RIFF[^]{4}WEBP/ }],
  ['image/gif', { name: 'GIF', start: /^GIF8[79]a/ }],
  ['image/avif', { name: 'AVIF', start: /^[^]{4}ftypavi[fs]/ }],
])

const standard: AvatarRules = {
  maxBytes: 10 * 1024 * 1024,
  types: ['image/png', 'image/jpeg', 'image/webp', 'image/gif'],
}

/** Returns the limits with their defaults. */
export function getAvatarRules({ maxBytes, types }: AvatarLimits = {}): AvatarRules {
  const known = (types ?? []).filter((type) => kinds.has(type))
  return {
    maxBytes: maxBytes ?? standard.maxBytes,
    types: known.length > 0 ? known : standard.types,
  }
}

/** Returns the names of the allowed types, e.g. `PNG`. */
export function getTypeNames({ types }: AvatarRules): string[] {
  return types.map((type) => kinds.get(type)?.name ?? type)
}

/** Converts bytes to MB, or to kB below one MB, rounded down. Multiples of 1,024 are converted with base 1,024. */
export function toFileSize(bytes: number): { readonly unit: 'MB' | 'kB'; readonly count: number } {
  const base = bytes % 1024 === 0 ? 1024 : 1000
  const isLarge = bytes >= base * base
  const count = bytes / (isLarge ? base * base : base)
  return { unit: isLarge ? 'MB' : 'kB', count: Math.floor(count * 10) / 10 }
}

/** Checks the type, size and first bytes of a file. Never rejects. */
export async function checkAvatarFile(
  file: Blob,
  { maxBytes, types }: AvatarRules,
): Promise<AvatarFileError | undefined> {
  if (!types.includes(file.type)) return 'fileKind'
  if (file.size === 0) return 'fileEmpty'
  if (file.size > maxBytes) return 'fileTooLarge'
  try {
    const start = String.fromCodePoint(...new Uint8Array(await file.slice(0, 16).arrayBuffer()))
    return types.some((type) => kinds.get(type)?.start.test(start)) ? undefined : 'fileFake'
  } catch {
    return 'fileUnreadable'
  }
}
