import { readdirSync, readFileSync } from 'node:fs'
import { bundle, Features } from 'lightningcss'
import { expect, it } from 'vitest'

interface Declaration {
  readonly file: string
  /** The selector, with the media query around it. */
  readonly selector: string
  readonly property: string
  readonly value: string
}

/** The sheets that give tokens their values. */
const tokenFiles = [
  'src/styles/ui/tokens.css',
  'src/styles/ui/button-variants.css',
  'src/styles/presets.css',
]
const files = readdirSync('src/styles', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.css'))
  .map((name) => `src/styles/${name}`)
  .filter((file) => !tokenFiles.includes(file) && file.split('/').length === 4)
const declarations = files.flatMap(read)

/** Returns the declarations of a sheet outside of rules for forced colors, which have colors of the system. */
function read(file: string): Declaration[] {
  const { code } = bundle({ filename: file, include: Features.Nesting })
  const text = code
    .toString()
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/@media \(forced-colors: active\) \{(?:[^{}]|\{[^{}]*\})*\}/g, '')
  return [...text.matchAll(/([^{}]+)\{([^{}]*)\}/g)].flatMap(([, selector = '', body = '']) =>
    [...body.matchAll(/(?:^|[;{])\s*([\w-]+):\s*([^;]+)/g)].map(
      ([, property = '', value = '']) => ({
        file,
        selector: selector.trim(),
        property,
        value: value.trim(),
      }),
    ),
  )
}

/** Returns the declarations that a check refuses, as text. */
function find(isWrong: (declaration: Declaration) => boolean): string[] {
  return declarations
    .filter(isWrong)
    .map(({ file, selector, property, value }) => `${file} ${selector} { ${property}: ${value} }`)
}

it('style sheets: colors are tokens, the text color or transparent, and shadows are black', () => {
  const color =
    /#[\da-f]{3,8}\b|\b(?:rgba?|hsla?|oklch|oklab|lab|lch|color)\(|\b(?:white|black|red|gr[ae]y|Canvas\w*|Field\w*|Button\w*|GrayText|Highlight\w*)\b/i
  // The color of initials is derived from the name of the user.
  const token = /var\(--ik-avatar-.*|var\(--[\w-]+|#0000\b/g
  const black = /#0{3,6}[\da-f]*\b/g
  const isColor = ({ property, value }: Declaration) => {
    const rest = value.replaceAll(token, '')
    return color.test(property === 'box-shadow' ? rest.replaceAll(black, '') : rest)
  }
  expect(find(isColor)).toEqual([])
})

it('style sheets: radii are tokens, circles or half of a fixed height', () => {
  const isRadius = ({ property, value }: Declaration) =>
    property.endsWith('radius') &&
    !/^(?:0|50%|999px|inherit|revert)$|var\(--ik-(?:avatar-)?radius/.test(value)
  expect(find(isRadius)).toEqual([])
})

it('style sheets: font sizes are tokens or relative to them', () => {
  // iOS Safari zooms into inputs below 16 px.
  const isSize = ({ property, value }: Declaration) =>
    property === 'font-size' && !/^(?:inherit|revert|1rem|[\d.]+em)$|var\(--_?ik-/.test(value)
  expect(find(isSize)).toEqual([])
})

it('style sheets: every token that is used is defined or has a fallback', () => {
  const sheet = tokenFiles.map((file) => readFileSync(file, 'utf8')).join('\n')
  const defined = new Set([...sheet.matchAll(/(--_?ik-[\w-]+):/g)].map(([, name]) => name))
  const own = new Set(declarations.map(({ property }) => property))
  const isMissing = ({ value }: Declaration) =>
    [...value.matchAll(/var\((--_?ik-[\w-]+)\)/g)].some(
      ([, name = '']) => !defined.has(name) && !own.has(name),
    )
  expect(find(isMissing)).toEqual([])
})

it('style sheets: no selector has :dir(), which minifiers turn into :lang()', () => {
  expect(find(({ selector }) => selector.includes(':dir('))).toEqual([])
})
