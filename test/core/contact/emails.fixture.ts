const notEmail = 'is not an email address such as ada@example.com'

const refusals = {
  noAt: `${notEmail}: it has no @`,
  several: `${notEmail}: it holds a comma, a semicolon or several @`,
  named: `${notEmail}: it holds a name, brackets or mailto:`,
  space: `${notEmail}: it holds a space`,
  dots: `${notEmail}: before the @, a dot is first, last or doubled`,
  local: `${notEmail}: before the @, something is missing or cannot be there`,
  domain: `${notEmail}: after the @ is no domain`,
  long: `${notEmail}: it is longer than 254 bytes, or than 64 before the @`,
} as const

const longDomain = `${`${'b'.repeat(62)}.`.repeat(3)}${'b'.repeat(58)}.de`

/** Written addresses, and what is stored. */
export const storedEmails: readonly (readonly [written: string, stored: string])[] = [
  ['ada@example.com', 'ada@example.com'],
  ['Ada.Lovelace@example.com', 'Ada.Lovelace@example.com'],
  ['ada@Example.COM', 'ada@example.com'],
  ['ada+news@mail.example.co.uk', 'ada+news@mail.example.co.uk'],
  ["o'brien@example.ie", "o'brien@example.ie"],
  ['ada_l-1815@sub-domain.example.org', 'ada_l-1815@sub-domain.example.org'],
  ["!#$%&'*+/=?^_`{|}~-@example.com", "!#$%&'*+/=?^_`{|}~-@example.com"],
  ['x@y.museum', 'x@y.museum'],
  ['ada@example.photography', 'ada@example.photography'],
  ['ada@lovelace.international', 'ada@lovelace.international'],
  ['1815@163.com', '1815@163.com'],
  ['a@b.c', 'a@b.c'],
  ['ada@1und1.de', 'ada@1und1.de'],
  ['ada@a.b.c.d.e.example.com', 'ada@a.b.c.d.e.example.com'],
  ['abuse@xn--80ak6aa92e.com', 'abuse@xn--80ak6aa92e.com'],
  // Domains of other scripts, as typed and as name servers hold them.
  ['info@münchen.de', 'info@xn--mnchen-3ya.de'],
  ['info@MÜNCHEN.de', 'info@xn--mnchen-3ya.de'],
  ['info@mu\u0308nchen.de', 'info@xn--mnchen-3ya.de'],
  ['info@XN--MNCHEN-3YA.de', 'info@xn--mnchen-3ya.de'],
  ['info@straße.de', 'info@xn--strae-oqa.de'],
  ['contact@château.fr', 'contact@xn--chteau-xta.fr'],
  ['info@пример.рф', 'info@xn--e1afmkfd.xn--p1ai'],
  ['info@παράδειγμα.ελ', 'info@xn--hxajbheg2az3al.xn--qxam'],
  ['info@例子.公司', 'info@xn--fsqu00a.xn--55qx5d'],
  ['info@例え.テスト', 'info@xn--r8jz45g.xn--zckzah'],
  ['info@उदाहरण.भारत', 'info@xn--p1b6ci4b4b3a.xn--h2brj9c'],
  ['info@مثال.مصر', 'info@xn--mgbh0fb.xn--wgbh1c'],
  ['info@דוגמה.co.il', 'info@xn--6dbbec0c.co.il'],
  ['info@한국.kr', 'info@xn--3e0b707e.kr'],
  // The part before the @ in other scripts (RFC 6531).
  ['josé@example.com', 'josé@example.com'],
  ['jose\u0301@example.com', 'jos\u00e9@example.com'],
  ['用户@例子.公司', '用户@xn--fsqu00a.xn--55qx5d'],
  ['иван.петров@пример.рф', 'иван.петров@xn--e1afmkfd.xn--p1ai'],
  ['χρήστης@παράδειγμα.ελ', 'χρήστης@xn--hxajbheg2az3al.xn--qxam'],
  ['संपर्क@उदाहरण.भारत', 'संपर्क@xn--p1b6ci4b4b3a.xn--h2brj9c'],
  // What copying and input methods add.
  ['  ada@example.com\n', 'ada@example.com'],
  ['\tada@example.com\u00a0', 'ada@example.com'],
  ['\u200bada@example.com\u200b', 'ada@example.com'],
  ['ada\u200b@exam\u00adple.com', 'ada@example.com'],
  ['\u202aada@example.com\u202c', 'ada@example.com'],
  ['ada＠example．com', 'ada@example.com'],
  ['ａｄａ@example。com', 'ada@example.com'],
  [`${'a'.repeat(64)}@example.com`, `${'a'.repeat(64)}@example.com`],
  [`a@${'a'.repeat(63)}.com`, `a@${'a'.repeat(63)}.com`],
  [`a@${longDomain}`, `a@${longDomain}`],
]

/** What is no address, and the reason. */
export const refusedEmails: readonly (readonly [written: string, reason: keyof typeof refusals])[] =
  [
    ['ada', 'noAt'],
    ['ada.example.com', 'noAt'],
    ['ada at example.com', 'noAt'],
    ['ada@grace@example.com', 'several'],
    ['ada@example,com', 'several'],
    ['ada@example.com, grace@example.com', 'several'],
    ['ada@example.com;grace@example.com', 'several'],
    ['mailto:ada@example.com', 'named'],
    ['Ada <ada@example.com>', 'named'],
    ['<ada@example.com>', 'named'],
    ['ada lovelace@example.com', 'space'],
    ['ada@ example.com', 'space'],
    ['ada@exam\nple.com', 'space'],
    ['ada@example.com 😀', 'space'],
    ['.ada@example.com', 'dots'],
    ['ada.@example.com', 'dots'],
    ['ada..lovelace@example.com', 'dots'],
    ['@example.com', 'local'],
    ['"ada"@example.com', 'local'],
    ['ada(work)@example.com', 'local'],
    ['😀@example.com', 'local'],
    ['ada\\l@example.com', 'local'],
    ['ada@', 'domain'],
    ['ada@localhost', 'domain'],
    ['ada@example.com.', 'domain'],
    ['ada@.example.com', 'domain'],
    ['ada@example..com', 'domain'],
    ['ada@example-.com', 'domain'],
    ['ada@-example.com', 'domain'],
    ['ada@exa_mple.com', 'domain'],
    ['ada@example.com/path', 'domain'],
    ['ada@example.com:25', 'domain'],
    ['ada@ex%61mple.com', 'domain'],
    ['ada@münchen.de/path', 'domain'],
    ['ada@127.0.0.1', 'domain'],
    ['ada@[127.0.0.1]', 'domain'],
    ['1@1.1', 'domain'],
    [`ada@${'a'.repeat(64)}.com`, 'domain'],
    [`${'a'.repeat(65)}@example.com`, 'long'],
    [`${'ä'.repeat(33)}@example.com`, 'long'],
    [`aaa@${longDomain.replace('.de', 'b.de')}`, 'long'],
  ]

/** Returns what the clients, the handler and the import answer. */
export function getRefusal(reason: keyof typeof refusals): string {
  return refusals[reason]
}
