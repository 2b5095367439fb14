// @ts-check
import { formatItem } from './formatItem.mjs'

/**
 * An item of the doc model of API Extractor.
 *
 * @typedef {{
 *   kind: string,
 *   name: string,
 *   docComment?: string,
 *   excerptTokens: { kind: string, text: string }[],
 *   members?: ApiItem[],
 * }} ApiItem
 *
 * @typedef {{ name: string, path: string, items: ApiItem[] }} Entry an entry of the package: `server-node`, `identikit/server/node`
 */

/** The groups of a page. The first that matches has the item. */
const groups = [
  { title: 'Hooks', test: (/** @type {ApiItem} */ { name }) => /^use[A-Z]/.test(name) },
  {
    title: 'Components',
    test: (/** @type {ApiItem} */ { kind, name }) =>
      /^(?:Function|Variable)$/.test(kind) && /^[A-Z]/.test(name),
  },
  {
    title: 'Functions and values',
    test: (/** @type {ApiItem} */ { kind }) => /^(?:Function|Variable)$/.test(kind),
  },
  { title: 'Types', test: () => true },
]

/** The entries that also export what others do. They describe what several others share. */
const general = ['core', 'identikit', 'testing', 'testing-conformance']

/**
 * Returns the pages of the API reference: the text of each file by name.
 *
 * @param {readonly Entry[]} entries
 * @returns {Map<string, string>}
 */
export function writeReference(entries) {
  const described = entries.filter(({ name }) => !name.startsWith('locales-'))
  /** The address of each item. @type {Map<string, string>} */
  const addresses = new Map()
  const pages = described.map((entry) => {
    const own = entry.items.filter((item) => findOwner(described, item) === entry)
    const sections = groupItems(own)
    const headings = sections.flatMap(({ title, items }) => [
      title,
      ...items.map(({ name }) => name),
    ])
    for (const item of own)
      addresses.set(identify(item), `${entry.name}.md#${toAnchor(headings, item.name)}`)
    return { entry, sections, others: entry.items.filter((item) => !own.includes(item)) }
  })
  return new Map([
    ['README.md', writeIndex(described)],
    ...pages.map(
      (page) => /** @type {const} */ ([`${page.entry.name}.md`, writePage(page, addresses)]),
    ),
  ])
}

/**
 * Returns the entry whose page describes an item: the only one that isn't general, or the first general one.
 *
 * @param {readonly Entry[]} entries
 * @param {ApiItem} item
 */
function findOwner(entries, item) {
  const owners = entries.filter(({ items }) =>
    items.some((one) => identify(one) === identify(item)),
  )
  const [special, ...others] = owners.filter(({ name }) => !general.includes(name))
  const shared = general.flatMap((name) => owners.find((owner) => owner.name === name) ?? [])
  return special && others.length === 0 ? special : (shared[0] ?? special)
}

/** @param {readonly ApiItem[]} items */
function groupItems(items) {
  /** @param {ApiItem} item */
  const findGroup = (item) => groups.find(({ test }) => test(item))
  return groups
    .map((group) => ({
      title: group.title,
      items: items.filter((item) => findGroup(item) === group),
    }))
    .filter((section) => section.items.length > 0)
}

/**
 * Returns the anchor of a heading as GitHub writes it: a repeated one gets a number.
 *
 * @param {readonly string[]} headings
 * @param {string} name
 */
function toAnchor(headings, name) {
  const slug = name.toLowerCase()
  const before = headings.slice(0, headings.indexOf(name))
  const repeated = before.filter((heading) => heading.toLowerCase() === slug).length
  return repeated > 0 ? `${slug}-${repeated}` : slug
}

/** Entries export the same item under the same name. @param {ApiItem} item */
const identify = ({ name, excerptTokens }) =>
  `${name} ${excerptTokens.map(({ text }) => text).join('')}`

/** @param {readonly Entry[]} entries */
function writeIndex(entries) {
  const list = entries.map(
    ({ name, path, items }) =>
      `- [\`${path}\`](${name}.md): ${items.length === 1 ? 'one export' : `${items.length} exports`}`,
  )
  return `${notice}# API reference

One page per entry of the package. Each language has an entry of its own, such as
\`identikit/locales/de\`, which exports its words.

${list.join('\n')}
`
}

const notice = '<!-- Written by `npm run api -- --update` from the JSDoc of the sources. -->\n\n'

/**
 * @param {{ entry: Entry, sections: ReturnType<typeof groupItems>, others: readonly ApiItem[] }} page
 * @param {ReadonlyMap<string, string>} addresses
 */
function writePage({ entry, sections, others }, addresses) {
  /** @type {Map<string, string>} */
  const links = new Map(
    entry.items.map((item) => [
      item.name,
      (addresses.get(identify(item)) ?? '').replace(`${entry.name}.md#`, '#'),
    ]),
  )
  const parts = sections.flatMap(({ title, items }) => [
    `## ${title}`,
    ...items.map((item) => formatItem(item, links)),
  ])
  const also = others.map(({ name }) => `[\`${name}\`](${links.get(name)})`)
  return `${[
    `${notice}# \`${entry.path}\``,
    ...parts,
    ...(also.length > 0 ? ['## Also exported here', also.join(', ')] : []),
  ].join('\n\n')}\n`
}
