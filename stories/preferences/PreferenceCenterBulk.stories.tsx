import { expect, userEvent, waitFor } from 'storybook/test'
import preview from '../preview.js'
import {
  PreferenceCenter,
  PreferenceCenterBulk,
  PreferenceCenterFilter,
  PreferenceFrequency,
} from 'identikit'
import { catalog } from 'identikit/testing'
import { messages, type Preferences } from 'identikit/core'
import { blank, down, lacking, parents, slow, world } from '../worlds.js'
import { manyTypes } from './manyTypes.js'

const { bulk: t, preferences: center } = messages

const on = { state: 'on', default: true } as const
const allOn: Preferences = {
  types: [
    { id: 'comments', label: 'Comments', group: 'Activity', channels: { email: on, push: on } },
    { id: 'mentions', label: 'Mentions', group: 'Activity', channels: { email: on, push: on } },
    {
      id: 'invoices',
      label: 'Invoices',
      description: 'When an invoice is ready to download.',
      group: 'Billing',
      channels: {
        email: { ...on, locked: { reason: 'Invoices always go to the owner of the account.' } },
        push: on,
      },
    },
    {
      id: 'seats',
      label: 'Seats',
      group: 'Billing',
      channels: { email: { state: 'conditional' }, push: on },
    },
  ],
  channels: {},
  rest: {},
}

const meta = preview.meta({
  tags: ['part'],
  title: 'PreferenceCenter/Bulk',
  component: PreferenceCenterBulk,
  parameters: { world: world() },
  render: (args) => <PreferenceCenter bulk={<PreferenceCenterBulk {...args} />} />,
})

/** Most checkboxes are mixed. */
export const Default = meta.story({
  play: async ({ canvas }) => {
    await expect(
      await canvas.findByRole('checkbox', { name: t.allOf('Activity') }),
    ).toBePartiallyChecked()
  },
})

export const AllOn = meta.story({
  parameters: { world: world({ preferences: allOn }, { catalog: [] }) },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('checkbox', { name: center.channelsTitle })).toBeChecked()
  },
})

/** The locked and the conditional setting of "Billing" keep their state. */
export const WithLocked = meta.story({
  parameters: AllOn.input.parameters,
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('checkbox', { name: t.allOf('Billing') }))
    await expect(canvas.getByRole('switch', { name: 'Invoices, Email' })).toBeChecked()
    await expect(canvas.getByRole('switch', { name: 'Invoices, Push' })).not.toBeChecked()
  },
})

export const UndoOffered = meta.story({
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('checkbox', { name: t.allOn('Email') }))
    await expect(await canvas.findByRole('button', { name: t.undo })).toBeVisible()
  },
})

/** The push settings can't be saved. */
export const SomeFailed = meta.story({
  parameters: {
    world: world({}, {}, ({ faults }) => {
      faults.refuse = ({ channel }) =>
        channel === 'push' ? { code: 'invalid', problem: 'is refused' } : undefined
    }),
  },
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('checkbox', { name: t.allOf('Activity') }))
    await waitFor(() =>
      expect(canvas.getAllByText(center.notTurned('Push', false))).toHaveLength(1),
    )
    await expect(canvas.getByText(t.turnedOffMany(3))).toBeVisible()
  },
})

/** A checkbox of a channel or a type is missing where the service has a switch for it. */
export const Parents = meta.story({
  parameters: { world: world({ preferences: parents }, { catalog: [] }) },
})

export const WithFrequencies = meta.story({
  parameters: {
    world: world(
      {},
      {
        catalog: catalog.map((entry) => ({
          ...entry,
          frequency: { options: ['instant', 'daily', 'weekly'] },
        })),
      },
    ),
  },
  render: (args) => (
    <PreferenceCenter
      frequency={<PreferenceFrequency />}
      bulk={<PreferenceCenterBulk {...args} />}
    />
  ),
})

export const LongList = meta.story({
  parameters: { world: world({ preferences: manyTypes }, { catalog: [] }) },
  render: (args) => (
    <PreferenceCenter
      filter={<PreferenceCenterFilter />}
      bulk={<PreferenceCenterBulk {...args} />}
    />
  ),
})

export const Loading = meta.story({ parameters: { world: slow } })

export const Failed = meta.story({ parameters: { world: down } })

export const Empty = meta.story({ parameters: { world: blank } })

export const Unsupported = meta.story({ parameters: { world: lacking } })
