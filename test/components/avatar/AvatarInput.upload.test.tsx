import { afterEach, beforeEach, expect, test, vi, type MockInstance } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { AvatarUploader } from '../../../src/index.js'
import { choose, chooser, press, saved, setUp, shown, uploads, t } from './avatar.fixture.js'
import { picture, servePictures } from './pictures.fixture.js'

const address = 'https://pictures.example/new.png'

let created: MockInstance<typeof URL.createObjectURL>
let revoked: MockInstance<typeof URL.revokeObjectURL>
let pictures: ReturnType<typeof servePictures>
beforeEach(() => {
  pictures = servePictures()
  created = vi.spyOn(URL, 'createObjectURL')
  revoked = vi.spyOn(URL, 'revokeObjectURL')
})
afterEach(() => pictures.stop())

/** Returns the `blob:` addresses that weren't revoked. */
function getLiveUrls(): string[] {
  const revokedUrls = revoked.mock.calls.map(([url]) => url)
  return created.mock.results
    .map(({ value }) => String(value))
    .filter((url) => !revokedUrls.includes(url))
}

const status = () => page.getByRole('status')
const bar = () => page.getByRole('progressbar', { name: t.uploading })
const text = (type: string, content: string, name = 'me.png') => new File([content], name, { type })

const allowed = 'PNG, JPEG, WebP or GIF'

test('AvatarInput: describes the limits', async () => {
  const { upload } = uploads()
  const limits = { maxBytes: 500_000, types: ['image/png', 'image/svg+xml', 'image/webp'] }
  const { container } = setUp({ upload, limits })
  await expect.element(chooser()).toHaveAccessibleDescription('PNG or WebP, up to 500\u00A0kB')
  await expect.element(chooser()).toHaveAttribute('accept', 'image/png,image/webp')
  expect(container.querySelector('a')).toBeNull()
})

test('AvatarInput: shows a preview and the progress, and reports the address', async () => {
  const { upload, calls } = uploads()
  const { onChange, unmount } = setUp({ upload })
  const file = await picture()
  await choose(file)
  await expect.element(bar()).toBeVisible()
  expect(onChange.mock.calls).toEqual([['me.png', t.stillUploading]])
  // React 18 renders the host's state later.
  await expect.element(chooser()).toHaveAttribute('aria-invalid', 'true')
  expect(calls[0]?.file.size).toBe(file.size)
  await expect.poll(getLiveUrls).toEqual([shown()])
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
  // The preview stays, so that the picture doesn't flicker.
  await expect.poll(getLiveUrls).toEqual([shown()])
  expect(pictures.requested).toEqual([])
  calls[0]?.options.onProgress(0.5)
  await expect.element(bar()).not.toBeInTheDocument()
  unmount()
  await expect.poll(getLiveUrls).toEqual([])
})

test('AvatarInput: Cancel aborts the upload and restores the value', async () => {
  const { upload, calls } = uploads()
  const { onChange } = setUp({ upload, saved })
  await choose(await picture())
  await press(t.cancel)
  expect(calls[0]?.options.signal.aborted).toBe(true)
  expect(onChange.mock.lastCall).toEqual([saved])
  await expect.element(status()).toHaveTextContent(t.canceled)
  await expect.element(chooser()).toHaveFocus()
  await expect.poll(getLiveUrls).toEqual([])
  calls[0]?.answer(address)
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(onChange).toHaveBeenCalledTimes(2)
})

test('AvatarInput: another file aborts the first upload and its late answer is ignored', async () => {
  const { upload, calls } = uploads()
  const { onChange } = setUp({ upload, saved })
  await choose(await picture('image/png', 'one.png'))
  await expect.poll(() => calls.length).toBe(1)
  await choose(await picture('image/jpeg', 'two.jpg'))
  await expect.poll(() => calls.length).toBe(2)
  expect(calls.map(({ options }) => options.signal.aborted)).toEqual([true, false])
  expect(getLiveUrls()).toHaveLength(1)
  calls[0]?.answer('https://pictures.example/one.png')
  calls[1]?.answer('https://pictures.example/two.png')
  await expect.element(status()).toHaveTextContent(t.uploaded)
  expect(onChange.mock.calls).toEqual([
    ['one.png', t.stillUploading],
    ['two.jpg', t.stillUploading],
    ['https://pictures.example/two.png'],
  ])
})

test('AvatarInput: canceling the second of two files restores the value before both', async () => {
  const { upload, calls } = uploads()
  const { onChange } = setUp({ upload, saved })
  for (const count of [1, 2]) {
    await choose(await picture())
    await expect.poll(() => calls.length).toBe(count)
    // The browser reports the same file again.
    await expect.element(chooser()).toHaveValue('')
  }
  await press(t.cancel)
  expect(onChange.mock.lastCall).toEqual([saved])
})

test('AvatarInput: a refused file aborts the upload before it and restores the value', async () => {
  const { upload, calls } = uploads()
  const { onChange } = setUp({ upload, saved })
  await choose(await picture())
  await expect.poll(() => calls.length).toBe(1)
  await choose(text('image/png', 'hello'))
  await expect.element(status()).toHaveTextContent(t.files.fileFake(allowed, '', ''))
  expect(calls[0]?.options.signal.aborted).toBe(true)
  expect(onChange.mock.lastCall).toEqual([saved])
})

test('AvatarInput: a failed upload can be repeated and causes no unhandled rejection', async () => {
  const { upload, calls } = uploads()
  const { onChange } = setUp({ upload, saved })
  await choose(await picture())
  await expect.poll(() => calls.length).toBe(1)
  calls[0]?.fail()
  await expect.element(page.getByText(t.notUploaded)).toBeVisible()
  await expect.element(chooser()).toHaveAccessibleDescription(/couldn't upload/)
  expect(onChange.mock.lastCall).toEqual([saved])
  expect(shown()).toContain('data:image/svg')
  await expect.poll(getLiveUrls).toEqual([])
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
  ['returns nothing', (() => undefined) as unknown as AvatarUploader, t.notUploaded],
  ['returns a number', (async () => ({ url: 7 })) as unknown as AvatarUploader, t.notUploaded],
  ['returns http', async () => ({ url: 'http://a.example/x.png' }), t.badAnswer(t.insecure)],
  ['returns a path', async () => ({ url: '/x.png' }), t.badAnswer(t.notUrl)],
  ['returns a script', async () => ({ url: 'javascript:alert(1)' }), t.badAnswer(t.notHttps)],
])('AvatarInput: an `upload` that %s counts as failed', async (_, upload, sentence) => {
  const { onChange } = setUp({ upload, saved })
  await choose(await picture())
  await expect.element(status()).toHaveTextContent(sentence)
  expect(onChange.mock.lastCall).toEqual([saved])
  await expect.element(page.getByRole('button', { name: t.uploadAgain })).toBeVisible()
})

test('AvatarInput: an `upload` that resolves at once is reported at once', async () => {
  const { onChange } = setUp({ upload: async () => ({ url: address }) })
  await choose(await picture())
  await expect.element(status()).toHaveTextContent(t.uploaded)
  expect(onChange.mock.lastCall).toEqual([address])
})

test.each([
  ['an HTML page named me.png', text('image/png', '<!doctype html><script>'), 'fileFake', ''],
  ['an HTML page', text('text/html', '<!doctype html>', 'me.html'), 'fileFake', ''],
  ['SVG', text('image/svg+xml', '<svg/>', 'me.svg'), 'fileKind', 'SVG'],
  ['SVG named me.png', text('image/png', '<svg/>'), 'fileKind', 'SVG'],
  [
    'a photo of an iPhone',
    text('', '\0\0\0\x24ftypheic\0\0\0\0mif1heic', 'me.heic'),
    'fileKind',
    'HEIC',
  ],
  ['a PDF named me.jpg', text('image/jpeg', '%PDF-1.7', 'me.jpg'), 'fileKind', 'PDF'],
  ['an empty file', text('image/png', ''), 'fileEmpty', ''],
  ['a large file', text('image/png', 'x'.repeat(2001)), 'fileTooLarge', ''],
] as const)('AvatarInput: %s is refused', async (_, file, error, found) => {
  const { upload } = uploads()
  const { onChange } = setUp({ upload, limits: { maxBytes: 2000 } })
  await choose(file)
  const message = t.files[error](allowed, '2\u00A0kB', found)
  await expect.element(page.getByText(message)).toBeVisible()
  await expect.element(chooser()).toHaveAccessibleDescription(new RegExp(message.slice(0, 20)))
  expect(upload).not.toHaveBeenCalled()
  expect(onChange).not.toHaveBeenCalled()
})

const pictureTypes = ['image/png', 'image/jpeg', 'image/webp'] as const
const claims = [
  '',
  'image/jpg',
  'image/pjpeg',
  'image/svg+xml',
  'text/html',
  'application/octet-stream',
]

test.each(pictureTypes.flatMap((type) => claims.map((claim) => [type, claim] as const)))(
  'AvatarInput: uploads the bytes of %s typed %j, with the type of the bytes',
  async (type, claim) => {
    const { upload, calls } = uploads()
    setUp({ upload })
    const bytes = await picture(type)
    await choose(new File([bytes], 'me.heic', { type: claim }))
    await expect.poll(() => calls.length).toBe(1)
    const file = calls[0]?.file
    expect([file?.type, file?.name, file?.size]).toEqual([type, 'me.heic', bytes.size])
  },
)

test.each(pictureTypes.flatMap((type) => [0.5, 0.9].map((part) => [type, part] as const)))(
  'AvatarInput: refuses a part of %s, %d of its bytes',
  async (type, part) => {
    const { upload } = uploads()
    setUp({ upload })
    const bytes = await picture(type)
    await choose(new File([bytes.slice(0, bytes.size * part)], 'me', { type }))
    await expect.element(page.getByText(t.files.fileDamaged('', '', ''))).toBeVisible()
    expect(upload).not.toHaveBeenCalled()
  },
)

test('AvatarInput: Remove reports null', async () => {
  const { upload } = uploads()
  const { onChange } = setUp({ upload, saved })
  expect(shown()).not.toBe('')
  await press(t.removeName)
  expect(onChange.mock.calls).toEqual([[null]])
  await expect.element(status()).toHaveTextContent(t.removed)
  await expect.element(chooser()).toHaveFocus()
  expect(document.querySelector('.ik-avatar')?.textContent).toBe('AL')
  expect(page.getByRole('button', { name: t.removeName }).query()).toBeNull()
})

test('AvatarInput: the focus moves to the file input when the focused button is removed', async () => {
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

test('AvatarInput: keeps the focus of another element', async () => {
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

test.each(['Discard', 'Refresh'])(
  'AvatarInput: a value from outside (%s) aborts the upload',
  async (name) => {
    const { upload, calls } = uploads()
    const { onChange } = setUp({ upload, saved })
    await choose(await picture())
    await expect.element(bar()).toBeVisible()
    await press(name)
    await expect.element(bar()).not.toBeInTheDocument()
    expect(calls[0]?.options.signal.aborted).toBe(true)
    expect(onChange).toHaveBeenCalledTimes(1)
    await expect.poll(getLiveUrls).toEqual([])
  },
)

test('AvatarInput: unmounting aborts the upload and restores the value', async () => {
  const { upload, calls } = uploads()
  const { onChange, unmount } = setUp({ upload, saved })
  await choose(await picture())
  await expect.poll(() => calls.length).toBe(1)
  unmount()
  expect(calls[0]?.options.signal.aborted).toBe(true)
  expect(onChange.mock.lastCall).toEqual([saved])
  await expect.poll(getLiveUrls).toEqual([])
  calls[0]?.answer(address)
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(onChange).toHaveBeenCalledTimes(2)
})

test('AvatarInput: a disabled input accepts no file and no removal', async () => {
  const { upload } = uploads()
  setUp({ upload, saved, disabled: true })
  await expect.element(chooser()).toBeDisabled()
  await expect.element(page.getByRole('button', { name: t.removeName })).toBeDisabled()
  dispatch('drop', await picture())
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(upload).not.toHaveBeenCalled()
})

test.each(['drop', 'paste'] as const)('AvatarInput: accepts a file by %s', async (how) => {
  const { upload, calls } = uploads()
  setUp({ upload })
  const file = await picture()
  expect(dispatch(how, file)).toBe(false)
  await expect.poll(() => calls[0]?.file).toBe(file)
  // Other content keeps the browser's behavior.
  expect(dispatch(how)).toBe(true)
})

test('AvatarInput: the file input and its buttons can be reached by keyboard', async () => {
  const { upload } = uploads()
  setUp({ upload, saved })
  await userEvent.tab()
  await expect.element(chooser()).toHaveFocus()
  const label = document.querySelector('label.ik-button')
  expect(label && getComputedStyle(label).outlineStyle).toBe('solid')
  await userEvent.tab()
  await expect.element(page.getByRole('button', { name: t.removeName })).toHaveFocus()
})

/** Dispatches the event and returns whether the browser's default action remains. */
function dispatch(how: 'drop' | 'paste', file?: File): boolean {
  const transfer = new DataTransfer()
  if (file) transfer.items.add(file)
  const init = { bubbles: true, cancelable: true }
  const event =
    how === 'drop'
      ? new DragEvent('drop', { ...init, dataTransfer: transfer })
      : new ClipboardEvent('paste', { ...init, clipboardData: transfer })
  return document.querySelector('.ik-avatar-input')?.firstElementChild?.dispatchEvent(event) ?? true
}
