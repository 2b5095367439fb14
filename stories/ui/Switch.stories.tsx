import { fn } from 'storybook/test'
import preview from '../../.storybook/preview.js'
import { Switch } from '../../src/components/ui/Switch.js'

const meta = preview.meta({
  tags: ['internal'],
  title: 'Switch',
  component: Switch,
  args: { isOn: true, label: 'Keep a streak', onToggle: fn() },
})

export const Default = meta.story({})

export const Off = meta.story({ args: { isOn: false } })

export const ReadOnly = meta.story({ args: { isReadOnly: true } })
