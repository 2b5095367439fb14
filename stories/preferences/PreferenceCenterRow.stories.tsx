import { expect } from 'storybook/test'
import preview from '../preview.js'
import { PreferenceCenter, PreferenceCenterHeader, PreferenceCenterRow } from 'identikit'
import { blank, down, lacking, slow } from '../worlds.js'

const meta = preview.meta({
  tags: ['part'],
  title: 'PreferenceCenter/Row',
  component: PreferenceCenterRow,
  args: { type: 'comments' },
  render: (args) => (
    <PreferenceCenter>
      <PreferenceCenterHeader />
      <table className="ik-preference-center-table" role="table" aria-label="Rows">
        <tbody className="ik-preference-center-body" role="rowgroup">
          <PreferenceCenterRow {...args} />
        </tbody>
      </table>
    </PreferenceCenter>
  ),
})

export const Default = meta.story({
  play: async ({ canvas }) => {
    await expect(
      await canvas.findByRole('rowheader', { name: /^Comments and mentions/ }),
    ).toBeVisible()
  },
})

export const Loading = meta.story({ parameters: { world: slow } })

export const Failed = meta.story({ parameters: { world: down } })

export const Empty = meta.story({ parameters: { world: blank } })

export const Unsupported = meta.story({ parameters: { world: lacking } })
