import { afterEach, beforeEach, expect, test, vi, type MockInstance } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { AvatarUploader } from '../../../src/components/avatar/avatarUpload.js'
import { choose, chooser, press, saved, setUp, shown, uploads, t } from './avatar.fixture.js'
import { picture, servePictures } from './pictures.fixture.js'

const address = 'https://pictures.example/new.png'

let made: MockInstance<typeof URL.createObjectURL>
let revoked: MockInstance<typeof URL.revokeObjectURL>
let pictures: ReturnType<typeof servePictures>
beforeEach(() => {
  pictures = servePictures()
  made = vi.spyOn(URL, 'createObjectURL')
  revoked = vi.spyOn(URL, 'revokeObjectURL')
})
afterEach(() => pictures.stop())

/** The addresses of this page that were made and not given back. */
function live(): string[] {
  const back = revoked.mock.calls.map(([url]) => url)
  return made.mock.results.map(({ value }) => String(value)).filter((url) => !back.includes(url))
}

const status = () => page.getByRole('status')
const bar = () => page.getByRole('progressbar', { name: t.uploading })
const text = (type: string, content: string, name = 'me.png') => new File([content], name, { type })

test('says what can be chosen before anything is, in the words of the host’s limits', async () => {
  const { upload } = uploads()
  const limits = { maxBytes: 500_000, types: ['image/png', 'image/svg+xml', 'image/webp'] }
  const { container } = setUp({ upload, limits })
  await expect.element(chooser()).toHaveAccessibleDescription('PNG or WebP, up to 500\u00A0kB.')
  await expect.element(chooser()).toHaveAttribute('accept', 'image/png,image/webp')
  expect(container.querySelector('a')).toBeNull()
})

test('shows the picture and its progress while it uploads, and gives the address', async () => {
  const { upload, calls } = uploads()
  const { onChange, unmount } = setUp({ upload })
  const file = await picture()
  await choose(file)
  await expect.element(bar()).toBeVisible()
  expect(onChange.mock.calls).toEqual([['me.png', t.stillUploading]])
  // React 18 renders what the editor was told a little later.
  await expect.element(chooser()).toHaveAttribute('aria-invalid', 'true')
  expect(calls[0]?.file.size).toBe(file.size)
  expect(live()).toEqual([shown()])
  await expect.element(bar()).not.toHaveAttribute('value')
  for (const [fraction, value] of [
    [0.25, '0.25'],
    [NaN, '0.25'],
    [-1, '0.25'],
    [7, '1'],
  ] as const) {
    calls[0]?.options.onProgress(fraction)
    await expect.element(bar()).toHaveAttribute('value', value)
  }
  calls[0]?.answer('HTTPS://pictures.EXAMPLE/new.png')
  await expect.element(status()).toHaveTextContent(t.uploaded)
  expect(onChange.mock.lastCall).toEqual([address])
  await expect.element(bar()).not.toBeInTheDocument()
  // Still the one of this page, so that nothing flickers; nobody was asked for another.
  expect(live()).toEqual([shown()])
  expect(pictures.asked).toEqual([])
  calls[0]?.options.onProgress(0.5)
  await expect.element(bar()).not.toBeInTheDocument()
  unmount()
  expect(live()).toEqual([])
})

test('Cancel ends the upload, and the picture before is there again', async () => {
  const { upload, calls } = uploads()
  const { onChange } = setUp({ upload, saved })
  await choose(await picture())
  await press(t.cancel)
  expect(calls[0]?.options.signal.aborted).toBe(true)
  expect(onChange.mock.lastCall).toEqual([saved])
  await expect.element(status()).toHaveTextContent(t.canceled)
  await expect.element(chooser()).toHaveFocus()
  expect(live()).toEqual([])
  calls[0]?.answer(address)
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(onChange).toHaveBeenCalledTimes(2)
})

test('another file ends the upload of the first one, whose answer comes too late', async () => {
  const { upload, calls } = uploads()
  const { onChange } = setUp({ upload, saved })
  await choose(await picture('image/png', 'one.png'))
  await expect.poll(() => calls.length).toBe(1)
  await choose(await picture('image/jpeg', 'two.jpg'))
  await expect.poll(() => calls.length).toBe(2)
  expect(calls.map(({ options }) => options.signal.aborted)).toEqual([true, false])
  expect(live()).toHaveLength(1)
  calls[0]?.answer('https://pictures.example/one.png')
  calls[1]?.answer('https://pictures.example/two.png')
  await expect.element(status()).toHaveTextContent(t.uploaded)
  expect(onChange.mock.calls).toEqual([
    ['one.png', t.stillUploading],
    ['two.jpg', t.stillUploading],
    ['https://pictures.example/two.png'],
  ])
})

test('cancelling the second of two files goes back to the value before both', async () => {
  const { upload, calls } = uploads()
  const { onChange } = setUp({ upload, saved })
  for (const count of [1, 2]) {
    await choose(await picture())
    await expect.poll(() => calls.length).toBe(count)
    // So that the browser tells of the same file again.
    await expect.element(chooser()).toHaveValue('')
  }
  await press(t.cancel)
  expect(onChange.mock.lastCall).toEqual([saved])
})

test('a bad file in the place of one that uploads ends that one, and the value before is back', async () => {
  const { upload, calls } = uploads()
  const { onChange } = setUp({ upload, saved })
  await choose(await picture())
  await expect.poll(() => calls.length).toBe(1)
  await choose(text('image/png', '<svg/>'))
  await expect.element(status()).toHaveTextContent(t.files.fileFake('PNG, JPEG, WebP or GIF', ''))
  expect(calls[0]?.options.signal.aborted).toBe(true)
  expect(onChange.mock.lastCall).toEqual([saved])
})

test('what fails can be sent again, and is never an unhandled rejection', async () => {
  const { upload, calls } = uploads()
  const { onChange } = setUp({ upload, saved })
  await choose(await picture())
  await expect.poll(() => calls.length).toBe(1)
  calls[0]?.fail()
  await expect.element(page.getByText(t.notUploaded)).toBeVisible()
  await expect.element(chooser()).toHaveAccessibleDescription(/couldn't upload/)
  expect(onChange.mock.lastCall).toEqual([saved])
  expect(shown()).toContain('data:image/svg')
  expect(live()).toEqual([])
  await press(t.uploadAgain)
  await expect.element(chooser()).toHaveFocus()
  expect(calls[1]?.file).toBe(calls[0]?.file)
  expect(onChange.mock.lastCall).toEqual(['me.png', t.stillUploading])
  calls[1]?.answer(address)
  await expect.element(status()).toHaveTextContent(t.uploaded)
  expect(onChange.mock.lastCall).toEqual([address])
})

test.each<[string, AvatarUploader, string]>([
  [
    'throws at once',
    () => {
      throw new Error('No.')
    },
    t.notUploaded,
  ],
  ['gives nothing', (() => undefined) as unknown as AvatarUploader, t.notUploaded],
  ['gives a number', (async () => ({ url: 7 })) as unknown as AvatarUploader, t.notUploaded],
  ['gives http', async () => ({ url: 'http://a.example/x.png' }), t.badAnswer(t.insecure)],
  ['gives a path', async () => ({ url: '/x.png' }), t.badAnswer(t.notUrl)],
  ['gives a script', async () => ({ url: 'javascript:alert(1)' }), t.badAnswer(t.script)],
])('a host that %s has failed', async (_, upload, sentence) => {
  const { onChange } = setUp({ upload, saved })
  await choose(await picture())
  await expect.element(status()).toHaveTextContent(sentence)
  expect(onChange.mock.lastCall).toEqual([saved])
  await expect.element(page.getByRole('button', { name: t.uploadAgain })).toBeVisible()
})

test('a host that answers at once is done at once', async () => {
  const { onChange } = setUp({ upload: async () => ({ url: address }) })
  await choose(await picture())
  await expect.element(status()).toHaveTextContent(t.uploaded)
  expect(onChange.mock.lastCall).toEqual([address])
})

test.each([
  ['a page that is called me.png', text('image/png', '<!doctype html><script>'), 'fileFake'],
  ['a page', text('text/html', '<!doctype html>', 'me.html'), 'fileKind'],
  ['SVG', text('image/svg+xml', '<svg/>', 'me.svg'), 'fileKind'],
  ['an empty file', text('image/png', ''), 'fileEmpty'],
  ['a large file', text('image/png', 'x'.repeat(2001)), 'fileTooLarge'],
] as const)('%s is not sent', async (_, file, problem) => {
  const { upload } = uploads()
  const { onChange } = setUp({ upload, limits: { maxBytes: 2000 } })
  await choose(file)
  const sentence = t.files[problem]('PNG, JPEG, WebP or GIF', '2\u00A0kB')
  await expect.element(page.getByText(sentence)).toBeVisible()
  await expect.element(chooser()).toHaveAccessibleDescription(new RegExp(sentence.slice(0, 20)))
  expect(upload).not.toHaveBeenCalled()
  expect(onChange).not.toHaveBeenCalled()
})

test('Remove empties the value', async () => {
  const { upload } = uploads()
  const { onChange } = setUp({ upload, saved })
  expect(shown()).not.toBe('')
  await press(t.remove)
  expect(onChange.mock.calls).toEqual([[null]])
  await expect.element(status()).toHaveTextContent(t.removed)
  await expect.element(chooser()).toHaveFocus()
  expect(document.querySelector('.ik-avatar')?.textContent).toBe('AL')
  expect(page.getByRole('button', { name: t.remove }).query()).toBeNull()
})

test('the keyboard goes on at the chooser when the upload ends under it', async () => {
  const { upload, calls } = uploads()
  setUp({ upload })
  await choose(await picture())
  const cancel = page.getByRole('button', { name: t.cancel })
  await expect.element(cancel).toBeVisible()
  cancel.element().focus()
  calls[0]?.answer(address)
  await expect.element(status()).toHaveTextContent(t.uploaded)
  await expect.element(chooser()).toHaveFocus()
})

test('and stays where it is when it is elsewhere', async () => {
  const { upload, calls } = uploads()
  setUp({ upload })
  await choose(await picture())
  await expect.element(bar()).toBeVisible()
  const elsewhere = page.getByRole('button', { name: 'Discard' })
  elsewhere.element().focus()
  calls[0]?.answer(address)
  await expect.element(status()).toHaveTextContent(t.uploaded)
  await expect.element(elsewhere).toHaveFocus()
})

test.each(['Discard', 'Refresh'])('%s of the editor ends the upload', async (name) => {
  const { upload, calls } = uploads()
  const { onChange } = setUp({ upload, saved })
  await choose(await picture())
  await expect.element(bar()).toBeVisible()
  await press(name)
  await expect.element(bar()).not.toBeInTheDocument()
  expect(calls[0]?.options.signal.aborted).toBe(true)
  expect(onChange).toHaveBeenCalledTimes(1)
  expect(live()).toEqual([])
})

test('leaving the page ends the upload and leaves the value before', async () => {
  const { upload, calls } = uploads()
  const { onChange, unmount } = setUp({ upload, saved })
  await choose(await picture())
  await expect.poll(() => calls.length).toBe(1)
  unmount()
  expect(calls[0]?.options.signal.aborted).toBe(true)
  expect(onChange.mock.lastCall).toEqual([saved])
  expect(live()).toEqual([])
  calls[0]?.answer(address)
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(onChange).toHaveBeenCalledTimes(2)
})

test('nothing can be chosen, dropped or removed while it is disabled', async () => {
  const { upload } = uploads()
  setUp({ upload, saved, disabled: true })
  await expect.element(chooser()).toBeDisabled()
  await expect.element(page.getByRole('button', { name: t.remove })).toBeDisabled()
  give('drop', await picture())
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(upload).not.toHaveBeenCalled()
})

test.each(['drop', 'paste'] as const)('a file is also taken by a %s', async (how) => {
  const { upload, calls } = uploads()
  setUp({ upload })
  const file = await picture()
  expect(give(how, file)).toBe(false)
  await expect.poll(() => calls[0]?.file).toBe(file)
  // What is no file goes its own way.
  expect(give(how)).toBe(true)
})

test('the keyboard reaches the chooser and everything beside it', async () => {
  const { upload } = uploads()
  setUp({ upload, saved })
  await userEvent.tab()
  await expect.element(chooser()).toHaveFocus()
  const label = document.querySelector('label.ik-button')
  expect(label && getComputedStyle(label).outlineStyle).toBe('solid')
  await userEvent.tab()
  await expect.element(page.getByRole('button', { name: t.remove })).toHaveFocus()
})

/** Whether the browser would do what it does by itself. */
function give(how: 'drop' | 'paste', file?: File): boolean {
  const given = new DataTransfer()
  if (file) given.items.add(file)
  const init = { bubbles: true, cancelable: true }
  const event =
    how === 'drop'
      ? new DragEvent('drop', { ...init, dataTransfer: given })
      : new ClipboardEvent('paste', { ...init, clipboardData: given })
  return document.querySelector('.ik-avatar-input')?.firstElementChild?.dispatchEvent(event) ?? true
}
