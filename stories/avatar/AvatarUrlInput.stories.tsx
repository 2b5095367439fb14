import preview from '../../.storybook/preview.js'
import { messages } from '../../src/core.js'
import { servePictures } from '../../test/components/avatar/pictures.fixture.js'
import { AvatarDraft } from './avatarInputs.js'

const meta = preview.meta({
  tags: ['internal'],
  title: 'AvatarInput/Url',
  component: AvatarDraft,
  beforeEach: () => servePictures().stop,
})

export const Default = meta.story({ args: { value: 'https://pictures.example/ada.png' } })

export const NotShown = meta.story({
  args: { value: 'https://pictures.example/gone' },
  play: async ({ canvas }) => void (await canvas.findByText(messages.avatar.notShown)),
})

export const Disabled = meta.story({
  args: { value: 'https://pictures.example/ada.png', disabled: true },
})
