import { describe, expect, it } from 'vitest'
import { messages } from '../../../src/core.js'
import { checkAvatarFile } from '../../../src/core/user/avatarFile.js'
import { getAvatarRules, getTypeNames, toFileSize } from '../../../src/core/user/avatarLimits.js'

const starts: Readonly<Record<string, string>> = {
  'image/png': '\x89PNG\r\n\x1A\n',
  'image/jpeg': '\xFF\xD8\xFF\xE0',
  'image/webp': 'RIFF\n\0\0\0WEBP',
  'image/gif': 'GIF89a',
  'image/avif': '\0\0\0\x1Cftypavif',
}

function file(type: string, bytes: string): Blob {
  return new Blob([Uint8Array.from(bytes, (one) => one.codePointAt(0) ?? 0)], { type })
}

const rules = getAvatarRules()

describe('getAvatarRules', () => {
  it('returns 10 MB of PNG, JPEG, WebP or GIF by default', () => {
    expect(rules.maxBytes).toBe(10_485_760)
    expect(getTypeNames(rules)).toEqual(['PNG', 'JPEG', 'WebP', 'GIF'])
  })

  it('takes other names of media types', () => {
    const types = ['image/JPG', 'image/pjpeg', 'image/x-png']
    expect(getAvatarRules({ types }).types).toEqual(['image/png', 'image/jpeg'])
  })

  it('drops SVG and types without a known signature', () => {
    const types = ['image/svg+xml', 'image/avif', 'text/html', 'image/bmp']
    expect(getAvatarRules({ types })).toEqual({ maxBytes: 10_485_760, types: ['image/avif'] })
    expect(getAvatarRules({ types: ['image/svg+xml'], maxBytes: 5 })).toEqual({
      ...rules,
      maxBytes: 5,
    })
  })

  it.each([
    [10_485_760, 'MB', 10],
    [10_000_000, 'MB', 10],
    [2_560_000, 'MB', 2.4],
    [1_999_999, 'MB', 1.9],
    [512_000, 'kB', 500],
    [800_768, 'kB', 782],
    [800_000, 'kB', 800],
    [500_500, 'kB', 500.5],
    [5, 'kB', 0],
  ] as const)('of %i bytes are said in %s: %d', (bytes, unit, count) => {
    expect(toFileSize(bytes)).toEqual({ unit, count })
  })
})

describe('checkAvatarFile', () => {
  const all = getAvatarRules({ types: Object.keys(starts) })
  const claims = ['', 'image/jpg', 'image/pjpeg', 'image/png', 'text/plain', 'application/pdf']

  it.each(
    Object.entries(starts).flatMap(([type, start]) =>
      claims.map((claim) => [type, claim, start] as const),
    ),
  )('finds %s in a file typed %j', async (type, claim, start) => {
    expect(await checkAvatarFile(file(claim, `${start} and more`), all)).toEqual({ type })
    expect(await checkAvatarFile(file(claim, start.slice(0, -3)), all)).not.toEqual({ type })
    expect(await checkAvatarFile(file(claim, ` ${start}`), all)).toEqual({ error: 'fileFake' })
  })

  it.each([
    ['SVG', '<svg onload="alert(1)"/>'],
    [
      'SVG',
      '\xEF\xBB\xBF <?xml version="1.0"?>\n<!-- Drawn by hand -->\n<svg xmlns="http://www.w3.org/2000/svg">',
    ],
    ['SVG', '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x"><SVG>'],
    ['HEIC', '\0\0\0\x18ftypheic\0\0\0\0mif1heic'],
    ['HEIC', '\0\0\0\x18ftypmif1\0\0\0\0mif1heic'],
    ['HEIC', '\0\0\0\x18ftyphevc\0\0\0\0'],
    ['AVIF', starts['image/avif'] ?? ''],
    ['AVIF', '\0\0\0\x20ftypmif1\0\0\0\0mif1avifmiaf'],
    ['Video', '\0\0\0\x20ftypisom\0\0\x02\0'],
    ['PDF', '%PDF-1.7\n'],
    ['TIFF', 'II*\0\x08\0\0\0'],
    ['TIFF', 'MM\0*\0\0\0\x08'],
    ['BMP', 'BM\x36\0\x10\0\0\0\0\0'],
    ['ICO', '\0\0\x01\0\x01\0'],
    ['Photoshop', '8BPS\0\x01'],
    ['JPEG XL', '\xFF\x0A\0\0'],
    ['JPEG XL', '\0\0\0\x0CJXL \r\n\x87\n'],
    ['JPEG 2000', '\0\0\0\x0CjP  \r\n\x87\n'],
  ])('refuses %s by name, whatever its type', async (found, bytes) => {
    for (const claim of ['image/png', '', 'image/svg+xml'])
      expect(await checkAvatarFile(file(claim, bytes), rules)).toEqual({ error: 'fileKind', found })
  })

  it('refuses a kind by name that the host does not allow', async () => {
    const onlyPng = getAvatarRules({ types: ['image/png'] })
    expect(await checkAvatarFile(file('image/png', starts['image/gif'] ?? ''), onlyPng)).toEqual({
      error: 'fileKind',
      found: 'GIF',
    })
  })

  it.each([
    '<!doctype html><script>',
    'hello',
    '<?xml version="1.0"?><note/>',
    'PK\x03\x04',
    '\0'.repeat(2000),
    '\x89PN',
  ])('refuses %j as no picture', async (bytes) => {
    expect(await checkAvatarFile(file('image/png', bytes), rules)).toEqual({ error: 'fileFake' })
  })

  it('refuses an empty file and accepts a file of the maximum size, but no larger one', async () => {
    const png = file('image/png', starts['image/png'] ?? '')
    expect(await checkAvatarFile(file('', ''), rules)).toEqual({ error: 'fileEmpty' })
    expect(await checkAvatarFile(png, { ...rules, maxBytes: 8 })).toEqual({ type: 'image/png' })
    expect(await checkAvatarFile(png, { ...rules, maxBytes: 7 })).toEqual({ error: 'fileTooLarge' })
  })

  it('refuses an unreadable file', async () => {
    const gone = file('image/png', 'x')
    gone.slice = () => {
      throw new DOMException('It is gone.', 'NotFoundError')
    }
    expect(await checkAvatarFile(gone, rules)).toEqual({ error: 'fileUnreadable' })
  })
})

it('toFileSize and getTypeNames: describe the limits', () => {
  const { kinds, limits, size } = messages.avatar
  expect(limits(kinds(getTypeNames(rules)), size.MB('10'))).toBe(
    'PNG, JPEG, WebP or GIF, up to 10\u00A0MB',
  )
  expect(kinds(['PNG'])).toBe('PNG')
  expect(kinds(['PNG', 'GIF'])).toBe('PNG or GIF')
})
