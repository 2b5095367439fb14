// @ts-check

/**
 * Returns the parts of a JSDoc comment: its text, its tags, and its examples in Markdown.
 *
 * @param {string} comment
 * @returns {{ text: string, tags: { name: string, text: string }[], examples: string[] }}
 */
export function readDocComment(comment) {
  const lines = comment
    .replace(/^\/\*\*/, '')
    .replace(/\*\/\s*$/, '')
    .split('\n')
    .map((line) => line.replace(/^\s*\* ?/, '').trimEnd())
  const [text = '', ...rest] = splitBlocks(lines)
  const tags = rest.map((block) => {
    const [, name = '', content = ''] = /^@(\w+)\s*([\s\S]*)$/.exec(block) ?? []
    return { name, text: toMarkdown(content) }
  })
  return {
    text: toMarkdown(text),
    tags: tags.filter(({ name }) => name !== 'example' && name !== 'public'),
    examples: tags.filter(({ name }) => name === 'example').map((tag) => tag.text),
  }
}

/**
 * Splits at the lines that begin with a tag, but not inside of a block of code.
 *
 * @param {readonly string[]} lines
 */
function splitBlocks(lines) {
  /** @type {string[][]} */
  const blocks = [[]]
  let isCode = false
  for (const line of lines) {
    if (line.startsWith('```')) isCode = !isCode
    if (!isCode && /^@\w/.test(line)) blocks.push([])
    blocks.at(-1)?.push(line)
  }
  return blocks.map((block) => block.join('\n').trim())
}

/** @param {string} text */
const toMarkdown = (text) =>
  text
    .replace(/\{@link ([^}|]+?)(?:\s*\|\s*([^}]+))?\}/g, (_, name, label) =>
      label ? label : `\`${name.trim()}\``,
    )
    .trim()
