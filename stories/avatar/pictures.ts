/** Returns a picture of 64 by 64 pixels. */
export async function picture(type = 'image/png', name = 'me.png'): Promise<File> {
  const canvas = document.createElement('canvas')
  canvas.width = 64
  canvas.height = 64
  const pen = canvas.getContext('2d')
  if (pen) pen.fillStyle = 'teal'
  pen?.fillRect(0, 0, 64, 64)
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type))
  return new File([blob ?? ''], name, { type })
}

const face = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="64" height="64">
<path fill="#8fb9c9" d="M0 0h64v64H0z"/><circle cx="32" cy="26" r="12" fill="#f4d3b5"/>
<path fill="#39506b" d="M10 64a22 22 0 0 1 44 0z"/></svg>`

/**
 * Answers requests of `<img>` for https://pictures.example without a network: with a picture if the address ends in .png, else with text.
 * Returns the requested addresses, repeats left out, and `stop`.
 */
export function servePictures() {
  const requested: string[] = []
  const images = HTMLImageElement.prototype
  const src = Object.getOwnPropertyDescriptor(images, 'src') ?? {}
  function answer(text: string): string {
    if (!text.startsWith('https://pictures.example/')) return text
    if (requested.at(-1) !== text) requested.push(text)
    return `data:image/svg+xml,${text.endsWith('.png') ? encodeURIComponent(face) : ''}`
  }
  images.setAttribute = function setAttribute(name, value) {
    const shown = name === 'src' ? answer(value) : value
    Element.prototype.setAttribute.call(this, name, shown)
  }
  Object.defineProperty(images, 'src', {
    ...src,
    // React sets `src` a second time so that the event isn't missed.
    set(this: HTMLImageElement, value: string) {
      src.set?.call(this, answer(value))
    },
  })
  function stop(): void {
    Reflect.deleteProperty(images, 'setAttribute')
    Object.defineProperty(images, 'src', src)
  }
  return { requested, stop }
}
