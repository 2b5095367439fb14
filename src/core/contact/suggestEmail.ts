import { readEmail } from './readEmail.js'

/** Large providers by the domain before the first dot, with the rest of their domains. The first one stands for a mistyped one. */
const providers: Readonly<Record<string, string>> = {
  gmail: 'com',
  googlemail: 'com',
  icloud: 'com',
  hotmail:
    'com co.uk fr it es de nl be se no dk fi ch gr ca com.br com.ar com.tr com.au co.jp co.th cl',
  outlook: 'com fr de es it pt be at dk ie jp kr sg sa cl com.br com.ar com.au com.tr co.th co.id',
  yahoo:
    'com co.uk fr it es de ca se no dk ie gr ro pl com.br com.ar com.mx com.au com.tr com.sg com.hk com.tw com.ph com.vn co.in co.id co.jp co.nz co.za co.th in',
  aol: 'com de fr it es co.uk',
  protonmail: 'com ch',
  rocketmail: 'com',
  rediffmail: 'com',
  comcast: 'net',
  verizon: 'net',
  sbcglobal: 'net',
  bellsouth: 'net',
  btinternet: 'com',
  wanadoo: 'fr nl es',
  laposte: 'net',
  't-online': 'de',
  seznam: 'cz',
  yandex: 'ru com by kz',
  rambler: 'ru',
  hanmail: 'net',
}

/** Providers whose only domain ends in `.com`. */
const onlyCom = /^(?:gmail|googlemail|icloud)$/

/** Endings that do not exist, and the one that is meant. */
const endings: Readonly<Record<string, string>> = {
  com: 'con cmo ocm comm coom cpm vom xom clm cok ckm ccom conm coml cim cmm ccm vim cop',
  net: 'nte ent nett ner neet nrt nwt',
  org: 'ogr orgg rog',
  'co.uk': 'couk',
}

/** Endings of countries that are `.com` with a letter missing or changed, if a large provider stands before it. */
const almostCom = /^(?:co|cm|om|cam)$/

/**
 * Returns the address that was probably meant if the domain looks mistyped, such as `ada@gmail.com` for `ada@gmial.com`. It is a suggestion
 * only, because the domain may exist.
 */
export function suggestEmail(written: string): string | undefined {
  const text = written.trim()
  const inner = /<([^<>]+)>$/.exec(text)?.[1] ?? text.replace(/^mailto:/i, '')
  const [local, domain, ...others] = inner.split('@')
  if (!local || !domain || others.length > 0) return undefined
  const given = domain.toLowerCase()
  const plain = given
    .replaceAll(/\s/g, '')
    .replaceAll(/[.,;]+/g, '.')
    .replaceAll(/^\.|\.$/g, '')
  const meant = readEmail(`${local}@${correctDomain(plain)}`)
  if ('error' in meant) return undefined
  const read = readEmail(text)
  return 'value' in read && read.value === meant.value ? undefined : meant.value
}

function correctDomain(domain: string): string {
  const [name = '', ...rest] = domain.split('.')
  const ending = correctEnding(rest)
  const glued = rest.length === 0 && /^(.+?)(com|net)$/.exec(name)
  if (glued && glued[1] && providers[glued[1]]) return `${glued[1]}.${glued[2]}`
  if (onlyCom.test(name) && isEnding(ending)) return `${name}.com`
  const provider = Object.keys(providers).find((known) => isTypo(name, known))
  const allowed = (provider && providers[provider]?.split(' ')) || []
  const [first = ''] = allowed
  if (ending === '' || (almostCom.test(ending) && first === 'com')) {
    return allowed.length > 0 ? `${provider}.${first}` : domain
  }
  if (allowed.includes(ending)) return `${provider}.${ending}`
  return `${name}.${ending}`
}

function correctEnding(rest: readonly string[]): string {
  const last = rest.at(-1) ?? ''
  const [meant = last] =
    Object.entries(endings).find(([, typos]) => typos.split(' ').includes(last)) ?? []
  return [...rest.slice(0, -1), meant].join('.')
}

/** Returns whether nothing but the ending of a country or of a few other domains follows the name. */
function isEnding(ending: string): boolean {
  return /^(?:(?:(?:com?|org|net)\.)?[a-z]{2}|com|net|org|info|cam)?$/.test(ending)
}

/**
 * Returns whether a name is a known one with one letter missing, added, changed or exchanged with the next; two in long names. People rarely
 * mistype the first letter, and `mail`, `email` and `ymail` are providers too.
 */
function isTypo(name: string, known: string): boolean {
  if (name === known) return true
  const isExchanged = name[0] === known[1] && name[1] === known[0]
  if (name[0] !== known[0] && !isExchanged) return false
  if (realNames.test(name) || known.length < 5) return false
  return countEdits(name, known) <= (known.length < 9 ? 1 : 2)
}

/** Domains that are not mistyped ones. */
const realNames = /^(?:gail|grail|hitmail|prontomail)$/

/** Returns how many letters have to be added, removed, changed or exchanged with the next to get from one name to another. */
function countEdits(one: string, other: string): number {
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, column) => column)]
  const at = (row: number, column: number) => rows[row]?.[column] ?? Infinity
  for (let row = 1; row <= one.length; row += 1) {
    rows[row] = [row]
    for (let column = 1; column <= other.length; column += 1) {
      const isSame = one[row - 1] === other[column - 1]
      const isExchanged = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]
      rows[row]![column] = Math.min(
        at(row - 1, column) + 1,
        at(row, column - 1) + 1,
        at(row - 1, column - 1) + (isSame ? 0 : 1),
        isExchanged ? at(row - 2, column - 2) + 1 : Infinity,
      )
    }
  }
  return at(one.length, other.length)
}
