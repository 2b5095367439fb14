import preview from '../../.storybook/preview.js'
import { messages } from '../../src/core.js'
import { servePictures } from '../../test/components/avatar/pictures.fixture.js'
import { AvatarDraft, chooseFile, uploadWorks } from './avatarInputs.js'

const meta = preview.meta({
  tags: ['internal'],
  title: 'AvatarInput/Upload',
  component: AvatarDraft,
  beforeEach: () => servePictures().stop,
  args: { upload: uploadWorks },
})

export const Default = meta.story()

export const Uploaded = meta.story({
  play: async ({ canvas }) => {
    await chooseFile(canvas)
    await canvas.findByText(messages.avatar.uploaded, {}, { timeout: 10_000 })
  },
})
