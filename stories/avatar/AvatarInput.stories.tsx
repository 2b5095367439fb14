import { expect, userEvent } from 'storybook/test'
import preview from '../../.storybook/preview.js'
import { messages } from '../../src/core.js'
import { servePictures } from '../../test/components/avatar/pictures.fixture.js'
import { AvatarDraft, chooseFile, uploadFails, uploadForEver, uploadWorks } from './avatarInputs.js'

const { avatar: t } = messages

const meta = preview.meta({
  tags: ['internal'],
  title: 'AvatarInput',
  component: AvatarDraft,
  beforeEach: () => servePictures().stop,
  args: { upload: uploadWorks, value: 'https://pictures.example/ada.png' },
})

export const Default = meta.story({
  play: async ({ canvas }) =>
    expect(canvas.getByLabelText(t.choose)).toHaveAccessibleDescription(/up to 10\sMB/),
})

export const Empty = meta.story({ args: { value: null } })

export const Uploading = meta.story({
  args: { upload: uploadForEver },
  play: async ({ canvas }) => {
    await chooseFile(canvas)
    await canvas.findByRole('progressbar', { name: t.uploading })
  },
})

export const Failed = meta.story({
  args: { upload: uploadFails },
  play: async ({ canvas }) => {
    await chooseFile(canvas)
    await canvas.findByRole('button', { name: t.uploadAgain })
  },
})

export const TooLarge = meta.story({
  args: { limits: { maxBytes: 100_000 } },
  play: async ({ canvas }) => {
    await chooseFile(canvas, new File(['x'.repeat(100_001)], 'me.png', { type: 'image/png' }))
    await canvas.findByText(/too large/)
  },
})

export const Cropping = meta.story({
  args: {
    renderCropper: ({ file, onCropped, onCancel }) => (
      <p style={{ padding: '1rem', border: '1px dashed' }}>
        The cropper of the host shows {file.name}{' '}
        <button type="button" className="ik-button" onClick={() => onCropped(file)}>
          Use it
        </button>{' '}
        <button type="button" className="ik-button" onClick={onCancel}>
          Back
        </button>
      </p>
    ),
  },
  play: async ({ canvas }) => {
    await chooseFile(canvas)
    await canvas.findByText(/The cropper of the host/)
  },
})

export const Disabled = meta.story({ args: { disabled: true } })

export const Url = meta.story({ args: { upload: undefined } })

export const UrlError = meta.story({
  args: { upload: undefined, value: null },
  play: async ({ canvas }) => {
    await userEvent.type(canvas.getByRole('textbox'), 'http://example.com/me.png')
    await userEvent.tab()
    await canvas.findByText(t.insecure)
  },
})

export const Dark = meta.story({ ...Failed.input, globals: { theme: 'dark' } })
