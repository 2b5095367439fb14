import preview from '../../.storybook/preview.js'
import { knownChannels } from '../../src/core/preferences/channels.js'
import { ChannelIcon } from '../../src/index.js'

const meta = preview.meta({
  title: 'ChannelIcon',
  component: ChannelIcon,
  args: { channel: 'email' },
})

export const Default = meta.story({})

export const EveryChannel = meta.story({
  render: () => (
    <>
      {knownChannels.map((channel) => (
        <ChannelIcon key={channel} channel={channel} />
      ))}
    </>
  ),
})

export const UnknownChannel = meta.story({ args: { channel: 'pager' } })
