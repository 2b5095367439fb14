import preview from '../../.storybook/preview.js'
import { AvatarPicture } from '../../src/components/avatar/AvatarPicture.js'
import { ada } from '../../src/testing.js'
import { servePictures } from '../../test/components/avatar/pictures.fixture.js'

const meta = preview.meta({
  tags: ['internal'],
  title: 'Avatar/Picture',
  component: AvatarPicture,
  beforeEach: () => servePictures().stop,
  args: { user: ada, src: 'https://pictures.example/ada.png' },
})

export const Default = meta.story()

export const Failed = meta.story({
  args: { src: 'https://pictures.example/gone' },
  play: async ({ canvas }) => void (await canvas.findByText('AL')),
})

export const Empty = meta.story({ args: { user: { id: ada.id }, src: undefined } })
