/** The rules of this repository for markup. */

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

/** Refuses text in markup. react/jsx-no-literals does not look into conditions such as `x ? 'a' : 'b'`. */
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

/**
 * Refuses text beside other content. Browsers translate a page by replacing its text nodes, so React then changes or removes nodes that are
 * no longer in the page: new text isn't shown, or `removeChild` throws. React sets the text of an element without other children on the
 * element itself.
 */
const ownTextElementRule = {
  create(/** @type {any} */ context) {
    const scopeOf = (/** @type {any} */ node) => context.sourceCode.getScope(node)
    const report = (/** @type {any} */ node) =>
      context.report({
        node,
        message:
          'Text needs an element of its own, since a translated page replaces its node: wrap it in an element without other children.',
      })
    function checkChildren(/** @type {any} */ { children }, /** @type {boolean} */ isFragment) {
      const shown = children.filter(isRendered)
      if (!isFragment && shown.length < 2) return
      const isStable = shown.every((/** @type {any} */ child) => isStableChild(child))
      for (const child of shown) {
        if (isStable && isHostContent(child.expression)) continue
        if (mayBeText(child, scopeOf, new Set())) report(child)
      }
    }
    return {
      JSXElement: (/** @type {any} */ node) => checkChildren(node, false),
      JSXFragment: (/** @type {any} */ node) => checkChildren(node, true),
      ReturnStatement: (/** @type {any} */ node) => {
        if (isInComponent(node) && mayBeText(node.argument, scopeOf, new Set())) report(node)
      },
    }
  },
}

/** Returns whether a child is rendered: not a comment, and not a line break between elements. @param {any} child */
function isRendered({ type, value, expression }) {
  if (type === 'JSXText') return value.trim() !== '' || !value.includes('\n')
  return expression?.type !== 'JSXEmptyExpression'
}

/** Returns whether a child is never added or removed. @param {any} child */
function isStableChild({ type, expression }) {
  return type === 'JSXElement' || isHostContent(expression)
}

/**
 * Returns whether an expression is the content that a host gave, `children` or `children ?? <Default />`.
 *
 * @param {any} node @returns {boolean}
 */
function isHostContent(node) {
  return node?.type === 'LogicalExpression'
    ? node.operator === '??' && isHostContent(node.left)
    : node?.type === 'Identifier' && node.name === 'children'
}

/**
 * Returns whether an expression may be text: all that isn't certainly an element, a list of elements or nothing. A function whose name begins with `render`
 * returns an element.
 *
 * @param {any} node @param {(node: any) => any} scopeOf @param {Set<any>} seen @returns {boolean}
 */
function mayBeText(node, scopeOf, seen) {
  const check = (/** @type {any} */ other) => mayBeText(other, scopeOf, seen)
  switch (node?.type) {
    case undefined:
    case 'JSXElement':
    case 'JSXFragment':
      return false
    case 'JSXExpressionContainer':
    case 'ChainExpression':
    case 'TSAsExpression':
      return check(node.expression)
    case 'ConditionalExpression':
      return check(node.consequent) || check(node.alternate)
    case 'LogicalExpression':
      // React renders nothing for a falsy left side; 0 is a mistake of its own.
      return check(node.right) || (node.operator !== '&&' && check(node.left))
    case 'Literal':
      return typeof node.value !== 'boolean' && node.value !== null
    case 'CallExpression':
      return mayCallReturnText(node, scopeOf, seen)
    case 'Identifier': {
      if (node.name === 'undefined') return false
      const value = findValue(node, scopeOf)
      if (!value || seen.has(value)) return true
      return mayBeText(value, scopeOf, new Set([...seen, value]))
    }
    default:
      return true
  }
}

/** @param {any} node a call @param {(node: any) => any} scopeOf @param {Set<any>} seen */
function mayCallReturnText({ callee, arguments: given }, scopeOf, seen) {
  if (callee.type === 'MemberExpression' && callee.property.name === 'map') {
    const [item] = given
    const callback = item?.type === 'Identifier' ? findValue(item, scopeOf) : item
    return mayReturnText(callback, scopeOf, seen)
  }
  return !/^(render[A-Z]|createPortal$)/.test(callee.name ?? callee.property?.name ?? '')
}

/** @param {any} callback a function @param {(node: any) => any} scopeOf @param {Set<any>} seen */
function mayReturnText(callback, scopeOf, seen) {
  if (!isFunction(callback)) return true
  if (callback.body.type !== 'BlockStatement') return mayBeText(callback.body, scopeOf, seen)
  return findReturns(callback.body).some((node) => mayBeText(node.argument, scopeOf, seen))
}

/** Returns the initial value of a constant or a function. @param {any} node @param {(node: any) => any} scopeOf */
function findValue(node, scopeOf) {
  for (let scope = scopeOf(node); scope; scope = scope.upper) {
    const variable = scope.set.get(node.name)
    if (!variable) continue
    const definition = variable.defs[0]?.node
    if (variable.defs[0]?.type === 'FunctionName') return definition
    const isConstant =
      definition?.type === 'VariableDeclarator' && definition.id.type === 'Identifier'
    return isConstant ? definition.init : undefined
  }
  return undefined
}

/** @param {any} node */
function isFunction(node) {
  return /^(?:Arrow)?Function(?:Expression|Declaration)$/.test(node?.type)
}

/** Returns the return statements of a function, without those of functions in it. @param {any} node @returns {any[]} */
function findReturns(node) {
  if (node.type === 'ReturnStatement') return [node]
  if (isFunction(node)) return []
  return Object.entries(node)
    .filter(([key]) => key !== 'parent')
    .flatMap(([, value]) => value)
    .filter((value) => value && typeof value.type === 'string')
    .flatMap(findReturns)
}

/** Returns whether a statement belongs to a function component. @param {any} node */
function isInComponent(node) {
  let outer = node.parent
  while (outer && !isFunction(outer)) outer = outer.parent
  return /^[A-Z]/.test(outer?.id?.name ?? '') && outer.async !== true
}

export default {
  meta: { name: 'identikit' },
  rules: { 'no-literal-text': noLiteralTextRule, 'own-text-element': ownTextElementRule },
}
