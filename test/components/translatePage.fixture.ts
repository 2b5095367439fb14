/**
 * Translates a page as Chrome does: replaces each text node, now and whenever one is added, by a copy in two `<font>` elements. The texts
 * stay the same, so a text that isn't updated is found by its words. Returns a function that stops it.
 */
export function translatePage(root: HTMLElement = document.body): () => void {
  const observer = new MutationObserver((mutations) => {
    for (const { addedNodes, target } of mutations) {
      if (target instanceof Text) wrap(target)
      for (const node of addedNodes) translate(node)
    }
    // Its own changes are translated already.
    observer.takeRecords()
  })
  translate(root)
  observer.observe(root, { childList: true, characterData: true, subtree: true })
  return () => observer.disconnect()
}

function translate(node: Node): void {
  if (node instanceof Text) return wrap(node)
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT)
  const texts: Text[] = []
  while (walker.nextNode()) texts.push(walker.currentNode as Text)
  for (const text of texts) wrap(text)
}

/** Replaces a text node, whitespace included, unless it's part of a translation or isn't shown. */
function wrap(text: Text): void {
  if (!text.parentElement || text.parentElement.closest('font, script, style, textarea, svg'))
    return
  const [outer, inner] = [document.createElement('font'), document.createElement('font')]
  inner.textContent = text.data
  outer.append(inner)
  text.replaceWith(outer)
}
