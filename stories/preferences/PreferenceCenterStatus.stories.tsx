import { expect, userEvent, waitFor } from 'storybook/test'
import preview from '../../.storybook/preview.js'
import { messages } from '../../src/core.js'
import { PreferenceCenter, PreferenceCenterHeader, PreferenceCenterList } from '../../src/index.js'
import { blank, down, lacking, slow } from '../worlds.js'

const { preferences: t } = messages

const meta = preview.meta({
  tags: ['internal'],
  title: 'PreferenceCenter/Status',
  component: PreferenceCenterList,
  render: () => (
    <PreferenceCenter>
      <PreferenceCenterHeader />
      <PreferenceCenterList />
    </PreferenceCenter>
  ),
})

export const Default = meta.story({
  play: async ({ canvas }) => {
    await userEvent.click(
      await canvas.findByRole('switch', { name: t.cell('Product news', 'Email') }),
    )
    await waitFor(() =>
      expect(canvas.getByRole('status')).toHaveTextContent(
        t.savedOn(t.cell('Product news', 'Email')),
      ),
    )
  },
})

export const Loading = meta.story({ parameters: { world: slow } })

export const Failed = meta.story({ parameters: { world: down } })

export const Empty = meta.story({ parameters: { world: blank } })

export const Unsupported = meta.story({ parameters: { world: lacking } })
