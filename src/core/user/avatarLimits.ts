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

/** The media types that can be allowed, by name. */
export const pictureTypes = {
  PNG: 'image/png',
  JPEG: 'image/jpeg',
  WebP: 'image/webp',
  GIF: 'image/gif',
  AVIF: 'image/avif',
} as const

/** Other names of media types, which hosts write. */
const aliases: Readonly<Record<string, string>> = {
  'image/jpg': 'image/jpeg',
  'image/pjpeg': 'image/jpeg',
  'image/x-png': 'image/png',
}

const standard: AvatarRules = {
  maxBytes: 10 * 1024 * 1024,
  types: ['image/png', 'image/jpeg', 'image/webp', 'image/gif'],
}

/** Returns the limits with their defaults. */
export function getAvatarRules({ maxBytes, types }: AvatarLimits = {}): AvatarRules {
  const given = (types ?? []).map((type) => aliases[type.toLowerCase()] ?? type.toLowerCase())
  const known = Object.values(pictureTypes).filter((type) => given.includes(type))
  return {
    maxBytes: maxBytes ?? standard.maxBytes,
    types: known.length > 0 ? known : standard.types,
  }
}

/** Returns the names of the allowed types, e.g. `PNG`. */
export function getTypeNames({ types }: AvatarRules): string[] {
  return Object.entries(pictureTypes).flatMap(([name, type]) =>
    types.includes(type) ? [name] : [],
  )
}

/** Converts bytes to MB, or to kB below one MB, rounded down. Multiples of 1,024 are converted with base 1,024. */
export function toFileSize(bytes: number): { readonly unit: 'MB' | 'kB'; readonly count: number } {
  const base = bytes % 1024 === 0 ? 1024 : 1000
  const isLarge = bytes >= base * base
  const count = bytes / (isLarge ? base * base : base)
  return { unit: isLarge ? 'MB' : 'kB', count: Math.floor(count * 10) / 10 }
}
