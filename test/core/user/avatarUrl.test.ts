import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  checkAvatarUrl,
  readAvatarUrl,
  type AvatarUrlError,
} from '../../../src/core/user/avatarUrl.js'
import { anyText } from '../../anyText.js'

const raw = String.raw
const host = 'https://example.com/'

describe('checkAvatarUrl', () => {
  it.each([
    ['https://example.com', host],
    ['HTTPS://EXAMPLE.com/Ada.PNG?size=2#top', `${host}Ada.PNG?size=2#top`],
    ['https://münchen.de/é.png', 'https://xn--mnchen-3ya.de/%C3%A9.png'],
    ['https://example.com:8443/a/../ada.png', 'https://example.com:8443/ada.png'],
    ['https://example.com/a@b:c', 'https://example.com/a@b:c'],
    ['https://0x7f.1/', 'https://127.0.0.1/'],
    ['https://localhost/me.png', 'https://localhost/me.png'],
    [' https://example.com/ada.png\n', `${host}ada.png`],
    ['\u200Bhttps://example.com/\uFEFF', host],
    ['https://example.com/My Photo.png', `${host}My%20Photo.png`],
    ['https://example.com/a"><script>.png', `${host}a%22%3E%3Cscript%3E.png`],
    ["https://example.com/o'neil.png", `${host}o%27neil.png`],
    ['https://example.com/?a=`{|}^&b="', `${host}?a=%60%7B%7C%7D%5E&b=%22`],
    ['https://example.com/#`"', `${host}#%60%22`],
    ['https://example.com/a%22b', `${host}a%22b`],
    ['https://[::1]:8443/me.png', 'https://[::1]:8443/me.png'],
    ['https://my_bucket.s3.example.com/a(1).png', 'https://my_bucket.s3.example.com/a(1).png'],
    ['https://例え.テスト/写真.png', 'https://xn--r8jz45g.xn--zckzah/%E5%86%99%E7%9C%9F.png'],
    ['https://мой.рф/я', 'https://xn--i1afg.xn--p1ai/%D1%8F'],
    ['https://faß.de/', 'https://xn--fa-hia.de/'],
    ['https://example.com./a', 'https://example.com./a'],
  ])('is stored of %s as %s', (text, url) => {
    expect(checkAvatarUrl(text)).toEqual({ url })
  })

  const refused: Readonly<Record<AvatarUrlError, readonly string[]>> = {
    insecure: ['http://example.com/ada.png', 'HTTP://example.com', 'http:example.com'],
    notHttps: [
      'javascript:alert(1)',
      'JaVaScRiPt:alert(1)',
      ' \u0001javascript:alert(1)',
      'java\nscr\tipt:alert(1)',
      'java\u0000script:alert(1)',
      'javascript\u200B:alert(1)',
      'javascript://example.com/%0Aalert(1)',
      'vbscript:msgbox',
      'data:image/png;base64,AAAA',
      'DATA:image/svg+xml,<svg/>',
      `data:image/png;base64,${'A'.repeat(9000)}`,
      'data:text/html,<script>alert(1)</script>',
      'data:,',
      'da\nta:text/html,x',
      'blob:https://example.com/1',
      'ftp://example.com/ada.png',
      'file:///etc/passwd',
      'mailto:ada@example.com',
      'httpss://example.com',
      'about:blank',
      'example.com/x.png',
      'example.com:8080/x.png',
      'localhost:3000/x.png',
      '//example.com/ada.png',
      'ada.png',
    ],
    credentials: [
      'https://user:pass@example.com/',
      'https://user@example.com/',
      'https://:pass@evil.com',
      'https://example.com@evil.com',
    ],
    tooLong: [
      `${host}${'a'.repeat(2029)}`,
      `${host}${'a'.repeat(1_000_000)}`,
      `${host}${'é'.repeat(1000)}`,
    ],
    notUrl: [
      raw`https:\\evil.com`,
      raw`https:\/evil.com`,
      raw`https://evil.com\@example.com`,
      raw`https://example.com/a\b`,
      'https:evil.com',
      'https:/evil.com',
      'https:///evil.com',
      'https:',
      'https://exam\tple.com/ada.png',
      'https://example.com/a\nda.png',
      'ht\ttps://example.com/ada.png',
      'https://exa mple.com',
      'https://example.com/\u0001a',
      'https://"onerror=...//x.png',
      'https://"onerror=alert(1)//x.png',
      "https://'onload=alert(1)//x.png",
      'https://a"b.example/x.png',
      "https://a'b.example/x.png",
      'https://a`b.example/x.png',
      'https://ex%22ample.com/',
      'https://ex%27ample.com/',
      'https://{host}/x.png',
      'https://${host}/x.png',
      'https://a(b).example/',
      'https://a!b.example/',
      'https://a;b.example/',
      'https://a,b.example/',
      'https://a&b=c.example/',
      'https://a*b.example/',
      'https://a+b.example/',
      'https://a~b.example/',
      'https://a..b/',
      'https://-a.example/',
      'https://a-.example/',
      `https://${'a'.repeat(64)}.example/`,
      `https://${'a.'.repeat(130)}example/`,
      'https://./',
      '',
      '   ',
      'hello',
      'Ada Lovelace',
      '/ada.png',
      '...',
      'javascript%3Aalert(1)',
      'https://',
      'https://:443',
      'https://example.com:99999',
      'https://[::1',
      'https://?x',
    ],
  }
  const cases = Object.entries(refused).flatMap(([error, texts]) =>
    texts.map((text) => ({ error, text, shown: JSON.stringify(text).slice(0, 60) })),
  )

  it.each(cases)('refuses $shown: $error', ({ error, text }) => {
    expect(checkAvatarUrl(text)).toEqual({ error })
  })

  it('accepts 2,048 characters', () => {
    const fits = `${host}${'a'.repeat(2028)}`
    expect(checkAvatarUrl(fits)).toEqual({ url: fits })
  })

  it('returns a short https URL without credentials, unchanged by a second check', () => {
    const tokens = String.raw`https: http: javascript: data: // / \ @ : . ? # % example.com a é [ ] " ' < > { } | ^ https://`
    const pieces = fc.constantFrom(
      ...tokens.split(' '),
      '\t',
      '\n',
      ' ',
      '\0',
      '\u200B',
      '`',
      'x'.repeat(700),
    )
    const texts = fc.oneof(
      fc.array(pieces).map((list) => list.join('')),
      fc.webUrl(),
      fc.string(),
    )
    fc.assert(
      fc.property(texts, (text) => {
        const checked = checkAvatarUrl(text)
        if ('error' in checked) return
        const url = new URL(checked.url)
        expect([url.protocol, url.username, url.password]).toEqual(['https:', '', ''])
        expect(checked.url.length).toBeLessThanOrEqual(2048)
        expect(url.href).toBe(checked.url)
        expect(checked.url).not.toMatch(/[\s"'<>`\\{|}^]/)
        expect(checkAvatarUrl(checked.url)).toEqual(checked)
        expect(readAvatarUrl(text)).toBe(checked.url)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('readAvatarUrl', () => {
  it.each([
    ['https://example.com/a b".png', `${host}a%20b%22.png`],
    ['https://"onerror=...//x.png', 'https://%22onerror=...//x.png'],
    ['http://example.com/ada.png', 'http://example.com/ada.png'],
    [raw`javascript:'\"alert(1)`, 'javascript:%27%5C%22alert(1)'],
    ['', ''],
  ])('returns %j as %j, without quotes', (stored, read) => {
    expect(readAvatarUrl(stored)).toBe(read)
  })

  it('returns any text without characters that end an attribute, and unchanged by a second read', () => {
    fc.assert(
      fc.property(anyText(), (text) => {
        const read = readAvatarUrl(text)
        expect(read).not.toMatch(/[\s"'<>`\\]/)
        expect(readAvatarUrl(read)).toBe(read)
      }),
    )
  })
})
