import { render } from '@testing-library/react'
import { createRef } from 'react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Avatar } from '../../../src/index.js'
import '../../../src/styles/index.css'
import { servePictures } from './pictures.fixture.js'

const id = 'user_ada'
const name = 'Ada Lovelace'
const there = 'https://pictures.example/me.png'
const gone = 'https://pictures.example/gone'

let pictures: ReturnType<typeof servePictures>
beforeEach(() => {
  pictures = servePictures()
})
afterEach(() => pictures.stop())

const image = () => document.querySelector('img')
const shown = () => document.querySelector('.ik-avatar')?.textContent

test('Avatar: shows initials without a provider, hidden from assistive technology', () => {
  const ref = createRef<HTMLSpanElement>()
  render(<Avatar ref={ref} user={{ id, name }} className="host" data-part="me" />)
  expect(shown()).toBe('AL')
  expect(ref.current?.className).toBe('ik-avatar ik-root host')
  expect(ref.current?.dataset['part']).toBe('me')
  expect(ref.current?.getAttribute('aria-hidden')).toBe('true')
  expect(ref.current?.hasAttribute('style')).toBe(false)
})

test('Avatar: is 40 px or as large as --ik-avatar-size', () => {
  const { container } = render(<Avatar user={{ id, name }} />)
  const avatar = container.querySelector('.ik-avatar')
  expect(avatar?.getBoundingClientRect().width).toBe(40)
  container.style.setProperty('--ik-avatar-size', '96px')
  expect(avatar?.getBoundingClientRect()).toMatchObject({ width: 96, height: 96 })
  expect(avatar?.firstElementChild?.getBoundingClientRect().width).toBe(96)
})

test.each([
  'http://pictures.example/me.png',
  'javascript:alert(1)',
  'data:image/png;base64,AAAA',
  'https://user:pass@pictures.example/me.png',
  String.raw`https:\\pictures.example/me.png`,
  '',
  null,
])('Avatar: requests no picture at %j', (avatar) => {
  render(<Avatar user={{ id, name, avatar }} />)
  expect(image()).toBeNull()
  expect(shown()).toBe('AL')
})

test('Avatar: shows initials for a failed picture and tries each new address', async () => {
  const slow = { timeout: 10_000 }
  const view = render(<Avatar user={{ id, name, avatar: gone }} />)
  await expect.poll(shown, slow).toBe('AL')
  view.rerender(<Avatar user={{ id, name, avatar: there }} />)
  await expect.poll(() => image()?.naturalWidth, slow).toBe(64)
  view.rerender(<Avatar user={{ id, name, avatar: gone }} />)
  expect(image()).not.toBeNull()
  await expect.poll(shown, slow).toBe('AL')
  expect(pictures.requested).toEqual([gone, there, gone])
})

test('Avatar: shows a figure without a user or a name', () => {
  const view = render(<Avatar user={undefined} />)
  expect(view.container.querySelector('svg')).not.toBeNull()
  expect(view.container.querySelector('[data-hue]')).toBeNull()
  view.rerender(<Avatar user={{ id, name: ' ', email: null }} />)
  expect(view.container.querySelector('svg')).not.toBeNull()
})

test('Avatar: has a stable color per id with enough contrast', () => {
  const ids = Array.from({ length: 400 }, (_, index) => `user_${index}`)
  const { container } = render(
    ids.map((userId) => <Avatar key={userId} user={{ id: userId, name }} />),
  )
  const avatars = Array.from(container.querySelectorAll<HTMLElement>('.ik-avatar'))
  const hues = avatars.map((avatar) => avatar.dataset['hue'] ?? '')
  const counts = [...new Set(hues)]
    .sort()
    .map((hue) => [hue, hues.filter((other) => other === hue).length])
  expect(counts.map(([hue]) => hue)).toEqual(['0', '1', '2', '3', '4', '5', '6', '7'])
  for (const [, count] of counts) expect(count).toBeGreaterThan(25)
  // Consecutive ids differ, too.
  for (let from = 0; from < 400; from += 20) {
    expect(new Set(hues.slice(from, from + 20)).size).toBeGreaterThanOrEqual(5)
  }
  const again = render(<Avatar user={{ id: 'user_7', name: 'Grace' }} />)
  expect(again.container.querySelector<HTMLElement>('.ik-avatar')?.dataset['hue']).toBe(hues[7])
  const faces = avatars.map((avatar) => avatar.firstElementChild as Element)
  const grounds = new Set(faces.map((face) => getComputedStyle(face).backgroundColor))
  expect(grounds.size).toBe(8)
  for (const ground of grounds) expect(contrastWithWhite(ground)).toBeGreaterThan(4.5)
  expect(new Set(faces.map((face) => getComputedStyle(face).color))).toEqual(
    new Set(['rgb(255, 255, 255)']),
  )
})

/** Returns the WCAG 2 contrast of the painted colors. */
function contrastWithWhite(color: string): number {
  const pen = new OffscreenCanvas(1, 1).getContext('2d')
  if (!pen) return 0
  pen.fillStyle = color
  pen.fillRect(0, 0, 1, 1)
  const [red = 0, green = 0, blue = 0] = Array.from(pen.getImageData(0, 0, 1, 1).data, (byte) => {
    const part = byte / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
}
