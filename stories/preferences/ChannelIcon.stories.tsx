import preview from '../preview.js'
import { messages } from 'identikit/core'
import { ChannelIcon } from 'identikit'

const meta = preview.meta({
  title: 'ChannelIcon',
  component: ChannelIcon,
  args: { channel: 'email' },
})

export const Default = meta.story({})

export const EveryChannel = meta.story({
  render: () => (
    <>
      {Object.keys(messages.channels).map((channel) => (
        <ChannelIcon key={channel} channel={channel} />
      ))}
    </>
  ),
})

export const UnknownChannel = meta.story({ args: { channel: 'pager' } })
