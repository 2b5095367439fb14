import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import type { AvatarCropperProps } from '../../../src/components/avatar/AvatarUploadInput.js'
import { choose, chooser, press, saved, setUp, shown, uploads, t } from './avatar.fixture.js'
import { picture, servePictures } from './pictures.fixture.js'

let pictures: ReturnType<typeof servePictures>
beforeEach(() => {
  pictures = servePictures()
})
afterEach(() => pictures.stop())

/** A cropper of the host, which gives what the test says. */
async function setUpCropper(cropped?: File) {
  const small = cropped ?? (await picture('image/jpeg', 'small.jpg'))
  const held: { props?: AvatarCropperProps } = {}
  const renderCropper = vi.fn((props: AvatarCropperProps) => {
    held.props = props
    return (
      <>
        <p>Cropping {props.file.name}</p>
        <button type="button" onClick={() => props.onCropped(small)}>
          Take this part
        </button>
        <button type="button" onClick={props.onCancel}>
          Leave it
        </button>
      </>
    )
  })
  const { upload, calls } = uploads()
  const view = setUp({ upload, saved, renderCropper })
  await choose(await picture())
  return { ...view, upload, calls, held, small, renderCropper }
}

const leaving = () => page.getByRole('button', { name: 'Leave it' }).element() as HTMLElement
const cropping = () => page.getByText('Cropping me.png')

test('the part that was taken is sent, and not the file that was chosen', async () => {
  const { onChange, upload, calls, small, held } = await setUpCropper()
  await expect.element(cropping()).toBeVisible()
  expect(upload).not.toHaveBeenCalled()
  expect(onChange.mock.calls).toEqual([['me.png', t.stillCropping]])
  // Until then the picture is the one before.
  expect(shown()).toContain('circle')
  await press('Take this part')
  await expect.poll(() => calls[0]?.file).toBe(small)
  await expect.element(cropping()).not.toBeInTheDocument()
  await expect.element(chooser()).toHaveFocus()
  held.props?.onCropped(small)
  held.props?.onCancel()
  calls[0]?.answer('https://pictures.example/small.png')
  await expect.element(page.getByRole('status')).toHaveTextContent(t.uploaded)
  expect(upload).toHaveBeenCalledTimes(1)
  expect(onChange.mock.calls).toEqual([
    ['me.png', t.stillCropping],
    ['small.jpg', t.stillUploading],
    ['https://pictures.example/small.png'],
  ])
})

test('a cropper that answers after another picture was chosen counts for nothing', async () => {
  const { calls, small, held } = await setUpCropper()
  await expect.element(cropping()).toBeVisible()
  const first = held.props
  await choose(await picture('image/png', 'other.png'))
  await expect.element(page.getByText('Cropping other.png')).toBeVisible()
  leaving().focus()
  first?.onCropped(small)
  first?.onCancel()
  await expect.element(page.getByText('Cropping other.png')).toBeVisible()
  expect(document.activeElement).toBe(leaving())
  expect(calls).toEqual([])
})

test('leaving the cropper leaves everything as it was', async () => {
  const { onChange, upload } = await setUpCropper()
  await press('Leave it')
  await expect.element(cropping()).not.toBeInTheDocument()
  await expect.element(chooser()).toHaveFocus()
  expect(onChange.mock.lastCall).toEqual([saved])
  expect(upload).not.toHaveBeenCalled()
})

test('what the cropper gives is checked, too', async () => {
  const { onChange, upload } = await setUpCropper(
    new File(['<svg/>'], 'x.png', { type: 'image/png' }),
  )
  await press('Take this part')
  await expect.element(page.getByText(/This file isn't a picture/)).toBeVisible()
  expect(onChange.mock.lastCall).toEqual([saved])
  expect(upload).not.toHaveBeenCalled()
})

test('a file that is no picture never reaches the cropper', async () => {
  const { renderCropper } = await setUpCropper()
  await press('Leave it')
  renderCropper.mockClear()
  await choose(new File(['<svg/>'], 'x.png', { type: 'image/png' }))
  await expect.element(page.getByText(/This file isn't a picture/)).toBeVisible()
  expect(renderCropper).not.toHaveBeenCalled()
})
