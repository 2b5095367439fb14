import { describe, expect, it } from 'vitest'
import { messages } from '../../../src/core.js'
import {
  getAvatarRules,
  checkAvatarFile,
  getTypeNames,
  toFileSize,
} from '../../../src/core/user/avatarFile.js'

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
  it.each(Object.entries(starts))('accepts %s by its first bytes', async (type, start) => {
    const all = getAvatarRules({ types: Object.keys(starts) })
    expect(await checkAvatarFile(file(type, `${start} and more than sixteen bytes`), all)).toBe(
      undefined,
    )
    expect(await checkAvatarFile(file(type, start.slice(0, -3)), all)).toBe('fileFake')
    expect(await checkAvatarFile(file(type, ` ${start}`), all)).toBe('fileFake')
  })

  it('accepts a picture with the media type of another one', async () => {
    expect(await checkAvatarFile(file('image/jpeg', starts['image/webp'] ?? ''), rules)).toBe(
      undefined,
    )
  })

  it.each([
    ['image/svg+xml', '<svg/>', 'fileKind'],
    ['text/html', '<!doctype html>', 'fileKind'],
    ['', starts['image/png'] ?? '', 'fileKind'],
    ['image/avif', starts['image/avif'] ?? '', 'fileKind'],
    ['image/png', '<svg onload="alert(1)"/>', 'fileFake'],
    ['image/gif', '<!doctype html><script>', 'fileFake'],
    ['image/png', '\uFEFF<?xml version="1.0"?>', 'fileFake'],
    ['image/png', starts['image/avif'] ?? '', 'fileFake'],
    ['image/png', '', 'fileEmpty'],
  ])('of %j that begins with %j is refused: %s', async (type, bytes, error) => {
    expect(await checkAvatarFile(file(type, bytes), rules)).toBe(error)
  })

  it('accepts a file of the maximum size, but no larger one', async () => {
    const png = file('image/png', starts['image/png'] ?? '')
    expect(await checkAvatarFile(png, { ...rules, maxBytes: 8 })).toBe(undefined)
    expect(await checkAvatarFile(png, { ...rules, maxBytes: 7 })).toBe('fileTooLarge')
  })

  it('refuses an unreadable file', async () => {
    const gone = file('image/png', 'x')
    gone.slice = () => {
      throw new DOMException('It is gone.', 'NotFoundError')
    }
    expect(await checkAvatarFile(gone, rules)).toBe('fileUnreadable')
  })
})

it('toFileSize and getTypeNames: describe the limits', () => {
  const { kinds, limits, size } = messages.avatar
  expect(limits(kinds(getTypeNames(rules)), size.MB('10'))).toBe(
    'PNG, JPEG, WebP or GIF, up to 10\u00A0MB.',
  )
  expect(kinds(['PNG'])).toBe('PNG')
  expect(kinds(['PNG', 'GIF'])).toBe('PNG or GIF')
})
