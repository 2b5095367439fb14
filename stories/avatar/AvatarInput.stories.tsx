import { expect, userEvent } from 'storybook/test'
import preview from '../preview.js'
import { messages } from 'identikit/core'
import { servePictures } from './pictures.js'
import {
  AvatarExample,
  chooseFile,
  uploadFails,
  uploadSlowly,
  uploadWorks,
} from './avatarInputs.js'

const { avatar: t } = messages

const meta = preview.meta({
  title: 'AvatarInput',
  component: AvatarExample,
  beforeEach: () => servePictures().stop,
  args: { upload: uploadWorks, value: 'https://pictures.example/ada.png' },
})

export const Default = meta.story({
  play: async ({ canvas }) =>
    expect(canvas.getByLabelText(t.chooseName)).toHaveAccessibleDescription(/up to 10\sMB/),
})

export const Empty = meta.story({ args: { value: null } })

export const Uploading = meta.story({
  args: { upload: uploadSlowly },
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
        Cropping {file.name}{' '}
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
    await canvas.findByText(/^Cropping/)
  },
})

export const Disabled = meta.story({ args: { disabled: true } })

export const Uploaded = meta.story({
  play: async ({ canvas }) => {
    await chooseFile(canvas)
    await canvas.findByText(t.uploaded)
  },
})

export const Url = meta.story({ args: { upload: undefined } })

export const UrlError = meta.story({
  args: { upload: undefined, value: null },
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('button', { name: t.useAddress }))
    await userEvent.type(canvas.getByRole('textbox'), 'http://example.com/me.png')
    await userEvent.tab()
    await canvas.findByText(t.insecure)
  },
})

export const UrlWithoutPicture = meta.story({
  args: { upload: undefined, value: 'https://pictures.example/gone' },
  play: async ({ canvas }) => void (await canvas.findByText(t.notShown)),
})

export const Narrow = meta.story({
  args: { renderCropper: undefined, description: 'People see it beside your name.' },
  globals: { viewport: { value: 'phone' } },
})

export const RightToLeft = meta.story({ globals: { direction: 'rtl' } })

export const Dark = meta.story({ ...Failed.input, globals: { theme: 'dark' } })
