import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import type { AvatarCropperProps } from '../../../src/index.js'
import { choose, chooser, press, saved, setUp, shown, uploads, t } from './avatar.fixture.js'
import { picture, servePictures } from './pictures.fixture.js'

let pictures: ReturnType<typeof servePictures>
beforeEach(() => {
  pictures = servePictures()
})
afterEach(() => pictures.stop())

/** Chooses a file with a cropper that returns `cropped`. */
async function setUpCropper(cropped?: File) {
  const small = cropped ?? (await picture('image/jpeg', 'small.jpg'))
  const cropper: { props?: AvatarCropperProps } = {}
  const renderCropper = vi.fn((props: AvatarCropperProps) => {
    cropper.props = props
    return (
      <>
        <p>Cropping {props.file.name}</p>
        <button type="button" onClick={() => props.onCropped(small)}>
          Crop
        </button>
        <button type="button" onClick={props.onCancel}>
          Go back
        </button>
      </>
    )
  })
  const { upload, calls } = uploads()
  const view = setUp({ upload, saved, renderCropper })
  await choose(await picture())
  return { ...view, upload, calls, cropper, small, renderCropper }
}

const backButton = () => page.getByRole('button', { name: 'Go back' }).element() as HTMLElement
const cropping = () => page.getByText('Cropping me.png')

test('AvatarInput: uploads the cropped file', async () => {
  const { onChange, upload, calls, small, cropper } = await setUpCropper()
  await expect.element(cropping()).toBeVisible()
  expect(upload).not.toHaveBeenCalled()
  expect(onChange.mock.calls).toEqual([['me.png', t.stillCropping]])
  // The previous picture stays until then.
  expect(shown()).toContain('circle')
  await press('Crop')
  await expect.poll(() => calls[0]?.file).toBe(small)
  await expect.element(cropping()).not.toBeInTheDocument()
  await expect.element(chooser()).toHaveFocus()
  cropper.props?.onCropped(small)
  cropper.props?.onCancel()
  calls[0]?.answer('https://pictures.example/small.png')
  await expect.element(page.getByRole('status')).toHaveTextContent(t.uploaded)
  expect(upload).toHaveBeenCalledTimes(1)
  expect(onChange.mock.calls).toEqual([
    ['me.png', t.stillCropping],
    ['small.jpg', t.stillUploading],
    ['https://pictures.example/small.png'],
  ])
})

test('AvatarInput: ignores a cropper of a file that was replaced', async () => {
  const { calls, small, cropper } = await setUpCropper()
  await expect.element(cropping()).toBeVisible()
  const first = cropper.props
  await choose(await picture('image/png', 'other.png'))
  await expect.element(page.getByText('Cropping other.png')).toBeVisible()
  backButton().focus()
  first?.onCropped(small)
  first?.onCancel()
  await expect.element(page.getByText('Cropping other.png')).toBeVisible()
  expect(document.activeElement).toBe(backButton())
  expect(calls).toEqual([])
})

test('AvatarInput: canceling the cropper restores the value and the focus', async () => {
  const { onChange, upload } = await setUpCropper()
  await press('Go back')
  await expect.element(cropping()).not.toBeInTheDocument()
  await expect.element(chooser()).toHaveFocus()
  expect(onChange.mock.lastCall).toEqual([saved])
  expect(upload).not.toHaveBeenCalled()
})

test('AvatarInput: checks the cropped file', async () => {
  const { onChange, upload } = await setUpCropper(
    new File(['<svg/>'], 'x.png', { type: 'image/png' }),
  )
  await press('Crop')
  await expect.element(page.getByText(/SVG files can't be used here/)).toBeVisible()
  expect(onChange.mock.lastCall).toEqual([saved])
  expect(upload).not.toHaveBeenCalled()
})

test('AvatarInput: checks the file before it opens the cropper', async () => {
  const { renderCropper } = await setUpCropper()
  await press('Go back')
  renderCropper.mockClear()
  await choose(new File(['<svg/>'], 'x.png', { type: 'image/png' }))
  await expect.element(page.getByText(/SVG files can't be used here/)).toBeVisible()
  expect(renderCropper).not.toHaveBeenCalled()
})
