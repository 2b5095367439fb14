// @ts-check
import { readDocComment } from './readDocComment.mjs'

/** @typedef {import('./writeReference.mjs').ApiItem} ApiItem */

/**
 * Returns the section of an export: description, signature, members and examples.
 *
 * @param {ApiItem} item
 * @param {ReadonlyMap<string, string>} links the address of each export of the entry
 */
export function formatItem(item, links) {
  const { text, tags, examples } = readDocComment(item.docComment ?? '')
  const members = (item.members ?? []).filter(({ name }) => name)
  const calls = (item.members ?? []).filter(({ name }) => !name)
  const signature = item.kind === 'Interface' ? calls.map(toSignature) : [toSignature(item)]
  const related = [...new Set([item, ...(item.members ?? [])].flatMap(getReferences))]
    .filter((name) => name !== item.name && links.has(name))
    .map((name) => `[\`${name}\`](${links.get(name)})`)
  return [
    `### ${item.name}`,
    text,
    ...signature.map((code) => fence(code)),
    members.map(formatMember).join('\n'),
    tags.map((tag) => `- ${formatTag(tag)}`).join('\n'),
    ...examples.map((code) => (code.startsWith('```') ? code : fence(code, 'tsx'))),
    related.length > 0 ? `Types: ${related.join(', ')}` : '',
  ]
    .filter(Boolean)
    .join('\n\n')
}

/** @param {string} code @param {string} language */
const fence = (code, language = 'ts') => `\`\`\`${language}\n${code}\n\`\`\``

/** @param {ApiItem} item */
const toSignature = ({ excerptTokens }) =>
  excerptTokens
    .map(({ text }) => text)
    .join('')
    .replace(/^export (?:declare )?/, '')
    .replaceAll('import("react").', '')
    .replace(/;$/, '')

/** @param {ApiItem} item */
const getReferences = ({ excerptTokens }) =>
  excerptTokens.filter(({ kind }) => kind === 'Reference').map(({ text }) => text)

/** @param {ApiItem} member */
function formatMember(member) {
  const { text, tags } = readDocComment(member.docComment ?? '')
  const signature = toSignature(member)
    .replace(/^readonly /, '')
    .replace(/\s+/g, ' ')
  const notes = tags.map((tag) => `${formatTag(tag)}.`)
  return `- \`${signature}\`  \n  ${[text.replace(/\s*\n\s*/g, ' '), ...notes].filter(Boolean).join(' ')}`
}

/** The words for tags. @type {Readonly<Record<string, string>>} */
const words = {
  default: 'Default',
  returns: 'Returns',
  see: 'See',
  selector: 'Selectors',
  throws: 'Throws',
}

/** @param {{ name: string, text: string }} tag */
function formatTag({ name, text }) {
  const line = text.replace(/\s*\n\s*/g, ' ').replace(/\.$/, '')
  if (name === 'param') {
    const [, parameter = '', rest = ''] = /^(\S+)(?: - | )?(.*)$/.exec(line) ?? []
    return `\`${parameter}\`: ${rest}`
  }
  return `${words[name] ?? name}: ${line}`
}
