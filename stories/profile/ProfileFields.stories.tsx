import preview from '../preview.js'
import { ProfileEditor, ProfileFields, ProfileHeader } from 'identikit'
import { full } from './profileWorlds.js'
import { down, slow, world } from '../worlds.js'

const meta = preview.meta({
  tags: ['part'],
  title: 'ProfileEditor/Fields',
  component: ProfileFields,
  parameters: { world: full },
  render: () => (
    <ProfileEditor>
      <ProfileHeader />
      <ProfileFields />
    </ProfileEditor>
  ),
})

export const Default = meta.story()

export const Loading = meta.story({ parameters: { world: slow } })

export const Failed = meta.story({ parameters: { world: down } })

export const Unsupported = meta.story({ parameters: { world: world({ without: ['users'] }) } })
