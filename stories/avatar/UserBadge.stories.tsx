import preview from '../preview.js'
import { messages } from 'identikit/core'
import { UserBadge } from 'identikit'
import { ada } from 'identikit/testing'
import { servePictures } from './pictures.js'
import { down, slow, world } from '../worlds.js'

const { avatar: t } = messages

const meta = preview.meta({
  title: 'UserBadge',
  component: UserBadge,
  beforeEach: () => servePictures().stop,
})

const withPicture = { ...ada, avatar: 'https://pictures.example/ada.png' }

export const Default = meta.story({
  parameters: { world: world({ users: [withPicture] }) },
  play: async ({ canvas }) => void (await canvas.findByText('Ada Lovelace')),
})

export const Loading = meta.story({ parameters: { world: slow } })

export const Failed = meta.story({
  parameters: { world: down },
  play: async ({ canvas }) => void (await canvas.findByText(t.account)),
})

export const Empty = meta.story({
  parameters: { world: world({ users: [{ id: ada.id }] }) },
  play: async ({ canvas }) => void (await canvas.findByText(t.account)),
})

export const Unsupported = meta.story({
  parameters: { world: world({ without: ['users'] }) },
  play: async ({ canvas }) => void (await canvas.findByText(t.account)),
})

export const EmailOnly = meta.story({
  parameters: {
    world: world({ users: [{ id: ada.id, email: 'ada.lovelace+notifications@example.com' }] }),
  },
})

const long = 'Rosalind Wolfeschlegelsteinhausenbergerdorff-Donaudampfschiff von und zu Berg'

export const LongName = meta.story({
  parameters: { world: world({ users: [{ id: ada.id, name: long }] }) },
  render: () => (
    <p style={{ maxInlineSize: '14rem' }}>
      <UserBadge />
    </p>
  ),
})

export const RightToLeft = meta.story({
  globals: { direction: 'rtl' },
  parameters: { world: world({ users: [{ id: ada.id, name: 'محمد علي (Ada)' }] }) },
})

export const Dark = meta.story({ globals: { theme: 'dark' } })
