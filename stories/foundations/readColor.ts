/** Returns the color of a token on an element as `#rrggbb`, as it looks on the page. A token that isn't set has the color that is derived for it. */
export function readColor(element: Element, token: string): string {
  const probe = document.createElement('span')
  probe.style.color = `var(${token}, var(--_${token.slice(2)}, currentColor))`
  element.append(probe)
  const { color } = getComputedStyle(probe)
  probe.remove()
  const canvas = document.createElement('canvas')
  canvas.width = 1
  canvas.height = 1
  const pen = canvas.getContext('2d', { willReadFrequently: true })
  if (!pen) return '#000000'
  const { backgroundColor } = getComputedStyle(document.body)
  for (const layer of ['#fff', backgroundColor, color]) {
    pen.fillStyle = layer
    pen.fillRect(0, 0, 1, 1)
  }
  const pixel = pen.getImageData(0, 0, 1, 1).data.slice(0, 3)
  return `#${[...pixel].map((value) => value.toString(16).padStart(2, '0')).join('')}`
}
