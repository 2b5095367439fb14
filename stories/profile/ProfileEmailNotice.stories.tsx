import preview from '../../.storybook/preview.js'
import { ProfileEditor, ProfileField, ProfileHeader } from '../../src/index.js'
import { full } from './profileWorlds.js'

const meta = preview.meta({
  tags: ['internal'],
  title: 'ProfileEditor/EmailNotice',
  component: ProfileEditor,
  parameters: { world: full },
  render: () => (
    <ProfileEditor
      pendingEmail="ada@king.example"
      onRequestEmailChange={async () => {}}
      onCancelEmailChange={() => {}}
    >
      <ProfileHeader />
      <ProfileField field="email" />
    </ProfileEditor>
  ),
})

export const Default = meta.story()

export const Dark = meta.story({ globals: { theme: 'dark' } })

export const Narrow = meta.story({ globals: { viewport: { value: 'phone' } } })
