import { pictureTypes, type AvatarRules } from './avatarLimits.js'

/** The reason why a file is refused: `fileKind` is a kind that isn't allowed, `fileFake` no picture, `fileDamaged` a part of a picture. */
export type AvatarFileError =
  | 'fileKind'
  | 'fileEmpty'
  | 'fileTooLarge'
  | 'fileFake'
  | 'fileDamaged'
  | 'fileUnreadable'

/** The media type of a file by its content, or why it's refused; `found` is the name of its kind, such as `HEIC`. */
export type AvatarFileCheck =
  | { readonly type: string }
  | { readonly error: AvatarFileError; readonly found?: string }

interface Kind {
  readonly name: string
  /** The media type of a kind that can be allowed. */
  readonly type?: string
  /** Matches the first bytes as Latin-1. */
  readonly start: RegExp
}

/** The kinds of files that people choose as pictures. The first that matches counts. */
const kinds: readonly Kind[] = [
  { name: 'PNG', type: pictureTypes.PNG, start: /^\x89PNG\r\n.\n/s },
  { name: 'JPEG', type: pictureTypes.JPEG, start: /^\xFF\xD8\xFF/ },
  { name: 'WebP', type: pictureTypes.WebP, start: /^RIFF[^]{4}WEBP/ },
  { name: 'GIF', type: pictureTypes.GIF, start: /^GIF8[79]a/ },
  {
    name: 'AVIF',
    type: pictureTypes.AVIF,
    start: /^[^]{4}ftyp(?:avi[fs]|m[is]f1[^]{4}(?:[^]{4}){0,7}avi[fs])/,
  },
  { name: 'HEIC', start: /^[^]{4}ftyp(?:hei[cmsx]|hev[cmsx]|m[is]f1)/ },
  { name: 'Video', start: /^[^]{4}ftyp/ },
  { name: 'SVG', start: /^(?:\xEF\xBB\xBF)?\s*<(?:[?!][^]*<)?svg[\s/>]/i },
  { name: 'PDF', start: /^\s*%PDF-/ },
  { name: 'TIFF', start: /^(?:II\*\0|MM\0\*)/ },
  { name: 'BMP', start: /^BM[^]{4}\0\0\0\0/ },
  { name: 'ICO', start: /^\0\0[^\0]\0/ },
  { name: 'Photoshop', start: /^8BPS/ },
  { name: 'JPEG XL', start: /^(?:\xFF\n|\0\0\0[^]JXL )/ },
  { name: 'JPEG 2000', start: /^\0\0\0[^]jP {2}/ },
]

/**
 * Checks the size and the content of a file. Its bytes decide, since the media type and the name may be missing or wrong. A browser also
 * decodes it, so that a part of a picture is refused. Never rejects.
 */
export async function checkAvatarFile(
  file: Blob,
  { maxBytes, types }: AvatarRules,
): Promise<AvatarFileCheck> {
  if (file.size === 0) return { error: 'fileEmpty' }
  if (file.size > maxBytes) return { error: 'fileTooLarge' }
  try {
    const bytes = new Uint8Array(await file.slice(0, 1024).arrayBuffer())
    const start = Array.from(bytes, (byte) => String.fromCodePoint(byte)).join('')
    const kind = kinds.find((one) => one.start.test(start))
    if (!kind) return { error: 'fileFake' }
    const { type, name } = kind
    if (!type || !types.includes(type)) return { error: 'fileKind', found: name }
    return (await canDecode(file)) ? { type } : { error: 'fileDamaged' }
  } catch {
    return { error: 'fileUnreadable' }
  }
}

async function canDecode(file: Blob): Promise<boolean> {
  if (typeof createImageBitmap === 'undefined') return true
  try {
    const image = await createImageBitmap(file)
    image.close()
    return true
  } catch {
    return false
  }
}
