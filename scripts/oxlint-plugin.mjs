/** Refuses text in markup. react/jsx-no-literals does not look into conditions such as `x ? 'a' : 'b'`. */

/** Attributes with visible or announced text. */
const textAttributes = new Set([
  'alt',
  'aria-description',
  'aria-label',
  'aria-placeholder',
  'aria-roledescription',
  'aria-valuetext',
  'label',
  'placeholder',
  'title',
])

/**
 * Returns the literals a value may have: `a`, `x ? 'a' : 'b'`, `x && 'a'`, `{'a'}`.
 *
 * @param {any} node @returns {any[]}
 */
function literals(node) {
  switch (node?.type) {
    case 'JSXExpressionContainer':
      return literals(node.expression)
    case 'ConditionalExpression':
      return [...literals(node.consequent), ...literals(node.alternate)]
    case 'LogicalExpression':
      return [...literals(node.left), ...literals(node.right)]
    case 'TemplateLiteral':
      return node.quasis.some((/** @type {any} */ part) => hasWord(part.value.raw)) ? [node] : []
    case 'JSXText':
    case 'Literal':
      return typeof node.value === 'string' && hasWord(node.value) ? [node] : []
    default:
      return []
  }
}

/** @param {string} text */
function hasWord(text) {
  return /\p{L}/u.test(text)
}

const noLiteralTextRule = {
  create(/** @type {any} */ context) {
    const report = (/** @type {any} */ node) =>
      context.report({
        node,
        message:
          'Every visible or announced string is a message: add a key to core/messages and read it with the messages of the provider.',
      })
    return {
      JSXElement: (/** @type {any} */ node) => node.children.flatMap(literals).forEach(report),
      JSXFragment: (/** @type {any} */ node) => node.children.flatMap(literals).forEach(report),
      JSXAttribute: (/** @type {any} */ node) => {
        if (textAttributes.has(node.name.name)) literals(node.value).forEach(report)
      },
    }
  },
}

export default {
  meta: { name: 'identikit' },
  rules: { 'no-literal-text': noLiteralTextRule },
}
