/** Why a file is not a picture that may be used. */
export type AvatarFileError =
  | 'fileKind'
  | 'fileEmpty'
  | 'fileTooLarge'
  | 'fileFake'
  | 'fileUnreadable'

/** What an upload takes. */
export interface AvatarLimits {
  /** In bytes. @default 10 MB */
  readonly maxBytes?: number | undefined
  /**
   * Media types. Those that the kit does not know by their first bytes count for nothing, nor does SVG, which can hold a script.
   * @default PNG, JPEG, WebP and GIF
   */
  readonly types?: readonly string[] | undefined
}

export interface AvatarRules {
  readonly maxBytes: number
  readonly types: readonly string[]
}

interface Kind {
  readonly name: string
  /** What the first bytes are, as Latin-1. */
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

/** The limits in full. */
export function getAvatarRules({ maxBytes, types }: AvatarLimits = {}): AvatarRules {
  const known = (types ?? []).filter((type) => kinds.has(type))
  return {
    maxBytes: maxBytes ?? standard.maxBytes,
    types: known.length > 0 ? known : standard.types,
  }
}

/** The names that people know the kinds by. */
export function getTypeNames({ types }: AvatarRules): string[] {
  return types.map((type) => kinds.get(type)?.name ?? type)
}

/** In megabytes, or in kilobytes below one, rounded down; of 1,024 where that is how the host counted. */
export function toFileSize(bytes: number): { readonly unit: 'MB' | 'kB'; readonly count: number } {
  const base = bytes % 1024 === 0 ? 1024 : 1000
  const isLarge = bytes >= base * base
  const count = bytes / (isLarge ? base * base : base)
  return { unit: isLarge ? 'MB' : 'kB', count: Math.floor(count * 10) / 10 }
}

/** Checks what a file says that it is, and what its first bytes are: a renamed page is no picture. Never rejects. */
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
