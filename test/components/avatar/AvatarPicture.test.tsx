import { render } from '@testing-library/react'
import { StrictMode } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { expect, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import { AvatarPicture } from '../../../src/components/avatar/AvatarPicture.js'
import { ada } from '../../../src/testing.js'
import { picture } from './pictures.fixture.js'

/** An address without a picture. */
const gone = '/gone.png'
// A busy machine can be slow.
const slow = { timeout: 10_000 }

const image = () => document.querySelector('img')
const initials = () => page.getByText('AL')

test('AvatarPicture: requests the picture without a referrer', async () => {
  const there = URL.createObjectURL(await picture())
  const onFail = vi.fn()
  render(<AvatarPicture user={ada} src={there} onFail={onFail} />)
  expect(image()?.getAttribute('referrerpolicy')).toBe('no-referrer')
  expect(image()?.getAttribute('decoding')).toBe('async')
  expect(image()?.getAttribute('loading')).toBe('lazy')
  expect(image()?.alt).toBe('')
  await expect.poll(() => image()?.naturalWidth, slow).toBe(64)
  expect(initials().query()).toBeNull()
  expect(onFail).not.toHaveBeenCalled()
  URL.revokeObjectURL(there)
})

test('AvatarPicture: shows initials when the picture fails', async () => {
  const onFail = vi.fn()
  render(
    <StrictMode>
      <AvatarPicture user={ada} src={gone} onFail={onFail} />
    </StrictMode>,
  )
  await expect.element(initials(), slow).toBeVisible()
  expect(image()).toBeNull()
  expect(onFail).toHaveBeenCalledTimes(1)
})

test('AvatarPicture: shows initials when the picture failed before hydration', async () => {
  const first = render(<AvatarPicture user={ada} src={gone} />)
  const html = first.container.innerHTML
  first.unmount()
  const host = document.createElement('div')
  // A lazy picture could fail too late for this test.
  host.innerHTML = html.replace(' loading="lazy"', '')
  document.body.append(host)
  await new Promise((resolve) => image()?.addEventListener('error', resolve))
  image()?.setAttribute('loading', 'lazy')
  const root = hydrateRoot(host, <AvatarPicture user={ada} src={gone} />)
  await expect.element(initials(), slow).toBeVisible()
  root.unmount()
  host.remove()
})

test('AvatarPicture: a lazy picture that is not loaded yet has not failed', async () => {
  render(
    <>
      <p className="tall">Above</p>
      <AvatarPicture user={ada} src={gone} />
      <style>{'.tall { block-size: 20000px }'}</style>
    </>,
  )
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(initials().query()).toBeNull()
  image()?.scrollIntoView()
  await expect.element(initials(), slow).toBeVisible()
})
