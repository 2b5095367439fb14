import { expect, userEvent } from 'storybook/test'
import preview from '../../.storybook/preview.js'
import { messages } from '../../src/core.js'
import { TimezonePicker } from '../../src/index.js'

const { timezone: t } = messages

const meta = preview.meta({
  tags: ['internal'],
  title: 'TimezonePicker/List',
  component: TimezonePicker,
  args: { defaultValue: 'America/New_York', locale: 'en' },
})

export const Default = meta.story({
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('combobox'))
    await expect(await canvas.findByRole('listbox', { name: t.list })).toBeVisible()
    await expect(canvas.getByRole('group', { name: t.suggested })).toBeVisible()
    await expect(canvas.getByRole('option', { selected: true })).toHaveTextContent('New York')
  },
})

export const German = meta.story({
  args: { locale: 'de' },
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('combobox'))
    await userEvent.keyboard('indien')
    await expect(await canvas.findByRole('option', { name: /^Kolkata Indien/ })).toBeVisible()
  },
})

export const ByOffset = meta.story({
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('combobox'))
    await userEvent.keyboard('+5:45')
    await expect(await canvas.findByRole('option', { name: /^Kathmandu/ })).toBeVisible()
  },
})
