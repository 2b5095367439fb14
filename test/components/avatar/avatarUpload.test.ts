import { expect, test, vi } from 'vitest'
import {
  createAvatarUpload,
  type AvatarUploadSettings,
} from '../../../src/components/avatar/avatarUpload.js'
import { avatarRules } from '../../../src/core/user/avatarFile.js'

const png = (name: string) => new File([latin1('\x89PNG\r\n\x1A\n')], name, { type: 'image/png' })
const latin1 = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0))

function setUp() {
  const signals: AbortSignal[] = []
  const onChange = vi.fn<AvatarUploadSettings['onChange']>()
  const work = createAvatarUpload()
  work.configure({
    value: null,
    onChange,
    upload: async (_, { signal }) => {
      signals.push(signal)
      return new Promise(() => {})
    },
    rules: avatarRules(),
    hasCropper: false,
    stillUploading: 'Wait.',
    stillCropping: 'Wait.',
  })
  work.follow(null)
  /** Ends once it is on its way. */
  async function choose(name: string): Promise<void> {
    const before = signals.length
    void work.choose(png(name))
    await vi.waitUntil(() => signals.length > before)
  }
  return { work, choose, onChange, signals }
}

test('a host that is late with showing the first file does not end the upload of the second', async () => {
  const { work, choose, onChange, signals } = setUp()
  await choose('a.png')
  await choose('b.png')
  work.follow('a.png')
  expect(work.snapshot()).toMatchObject({ status: 'uploading', file: { name: 'b.png' } })
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, false])
  work.follow('b.png')
  work.cancel()
  expect(onChange.mock.lastCall).toEqual([null])
})

test('what is shown again after it was given up is another value', async () => {
  const { work, choose, signals } = setUp()
  await choose('a.png')
  work.follow('a.png')
  work.cancel()
  work.follow(null)
  await choose('b.png')
  work.follow('b.png')
  work.follow(null)
  expect(work.snapshot()).toEqual({ status: 'idle' })
  expect(signals.every(({ aborted }) => aborted)).toBe(true)
})
