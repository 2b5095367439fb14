import { expect, userEvent } from 'storybook/test'
import preview from '../../.storybook/preview.js'
import { messages } from '../../src/core.js'
import { TimezonePicker } from '../../src/index.js'

const { timezone: t } = messages

const meta = preview.meta({
  tags: ['internal'],
  title: 'TimezonePicker/Select',
  component: TimezonePicker,
  args: { native: true, locale: 'en', defaultValue: 'US/Pacific' },
})

export const Default = meta.story({
  play: async ({ canvas }) => {
    const select = canvas.getByRole('combobox', { name: t.label })
    await expect(select).toHaveValue('US/Pacific')
    await userEvent.selectOptions(select, 'Asia/Tokyo')
    await expect(select).toHaveValue('Asia/Tokyo')
  },
})

export const Empty = meta.story({ args: { defaultValue: null } })
