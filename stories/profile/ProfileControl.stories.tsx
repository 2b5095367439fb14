import preview from '../../.storybook/preview.js'
import { ProfileEditor, ProfileField, ProfileHeader } from '../../src/index.js'
import { full } from './profileWorlds.js'

const meta = preview.meta({
  tags: ['internal'],
  title: 'ProfileEditor/Control',
  component: ProfileEditor,
  parameters: { world: full },
  render: () => (
    <ProfileEditor>
      <ProfileHeader />
      <ProfileField field="timezone" />
      <ProfileField field="phone" />
    </ProfileEditor>
  ),
})

export const Default = meta.story()
