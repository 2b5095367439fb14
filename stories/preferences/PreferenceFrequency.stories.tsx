import { expect, userEvent, type within } from 'storybook/test'
import preview from '../preview.js'
import { messages, type CatalogEntry } from 'identikit/core'
import { PreferenceCenter, PreferenceFrequency } from 'identikit'
import { catalog } from 'identikit/testing'
import { reconnectAfterwards, setOnline } from '../online.js'
import { blank, failsOnce, world } from '../worlds.js'

const { preferences: t } = messages
const { name: getName, options } = t.frequency
const name = getName('Weekly recap')

/** The types of the catalog, some with a frequency. */
const withFrequencies: readonly CatalogEntry[] = catalog.map((entry) => {
  if (entry.id === 'weekly-recap')
    return { ...entry, frequency: { options: ['weekly', 'monthly'], default: 'weekly' } }
  if (entry.id === 'comments')
    return { ...entry, frequency: { options: ['instant', 'hourly', 'daily'] } }
  return entry
})

const props = { catalog: withFrequencies }

const meta = preview.meta({
  title: 'PreferenceFrequency',
  component: PreferenceFrequency,
  args: { type: 'weekly-recap' },
  parameters: { world: world({}, props) },
  beforeEach: reconnectAfterwards,
})

const choose = async (canvas: ReturnType<typeof within>, option = options.monthly) =>
  userEvent.selectOptions(await canvas.findByRole('combobox', { name }), option)

export const Default = meta.story({
  play: async ({ canvas }) => {
    const control = await canvas.findByRole('combobox', { name })
    await expect(control).toHaveDisplayValue(options.weekly)
    await expect(control).toHaveAccessibleDescription(t.byDefault)
  },
})

export const Saved = meta.story({
  play: async ({ canvas }) => {
    await choose(canvas)
    await expect(canvas.getByRole('combobox', { name })).toHaveDisplayValue(options.monthly)
  },
})

export const Saving = meta.story({
  parameters: {
    world: world({}, props, ({ faults }) => {
      faults.fail = ({ member }) => {
        if (member === 'preferences.update') faults.latency = Infinity
        return undefined
      }
    }),
  },
  play: async ({ canvas }) => choose(canvas),
})

export const Waiting = meta.story({
  parameters: Saving.input.parameters,
  play: async ({ canvas }) => {
    await canvas.findByRole('combobox', { name })
    setOnline(false)
    await choose(canvas)
    await expect(canvas.getByRole('combobox', { name })).toHaveAccessibleDescription(
      messages.waiting,
    )
  },
})

export const NotSaved = meta.story({
  parameters: { world: () => ({ ...failsOnce(), ...props }) },
  play: async ({ canvas }) => {
    await choose(canvas)
    await canvas.findByRole('button', { name: messages.retrySetting(name) })
    await expect(canvas.getByRole('combobox', { name })).toHaveDisplayValue(options.weekly)
  },
})

export const Locked = meta.story({
  parameters: {
    world: world({}, { catalog: withFrequencies.map((entry) => ({ ...entry, locked: {} })) }),
  },
  play: async ({ canvas }) =>
    expect(await canvas.findByRole('combobox', { name })).toHaveAccessibleDescription(t.locked),
})

export const Loading = meta.story({
  parameters: {
    world: world({}, props, ({ faults }) => {
      faults.latency = Infinity
    }),
  },
})

export const Failed = meta.story({
  parameters: {
    world: world({}, props, ({ faults }) => {
      faults.offline = true
    }),
  },
  play: async ({ canvas }) => void (await canvas.findByText(t.notLoaded)),
})

export const Empty = meta.story({ parameters: { world: blank } })

/** The service saves no frequencies. */
export const Unsupported = meta.story({
  parameters: { world: world({ rules: { frequency: false } }, props) },
})

const center = <PreferenceCenter frequency={<PreferenceFrequency />} />

export const InCenter = meta.story({
  render: () => center,
  play: async ({ canvas }) =>
    expect(await canvas.findByRole('combobox', { name })).toHaveDisplayValue(options.weekly),
})

export const InCenterNotSaved = meta.story({
  ...NotSaved.input,
  render: () => center,
})

export const InCenterSaved = meta.story({ ...Saved.input, render: () => center })

export const InCenterLocked = meta.story({ ...Locked.input, render: () => center })

export const InCenterLoading = meta.story({ ...Loading.input, render: () => center })
