import type { JSX } from 'react'
import { expect } from 'storybook/test'
import preview from '../preview.js'
import { PreferenceCenter } from 'identikit'
import type { NotificationCatalog } from 'identikit/core'
import { world } from '../worlds.js'
import './foundations.css'

/** Accents that are hard to read on: light, dark and saturated ones. */
const accents = ['#0b7068', '#5e6ad2', '#facc15', '#f97316', '#e11d48', '#111111', '#ffffff']

const types: NotificationCatalog = [
  { id: 'recap', label: 'Weekly recap', channels: ['email'], default: true },
  { id: 'news', label: 'Product news', channels: ['email'], default: false },
  {
    id: 'security',
    label: 'Security alerts',
    channels: ['email'],
    default: true,
    locked: { reason: 'Always sent, to protect your account.' },
  },
]

function Accents(): JSX.Element {
  return (
    <div className="tokens-page">
      {accents.map((accent) => (
        <div key={accent} className="ik-root" style={{ '--ik-accent': accent } as object}>
          <h2>{accent}</h2>
          <PreferenceCenter title={false} headingLevel={2} aria-label={accent} />
          <p>
            <button type="button" className="ik-button ik-button-primary">
              <span className="ik-button-label">Save changes</span>
            </button>
          </p>
        </div>
      ))}
    </div>
  )
}

const meta = preview.meta({
  title: 'Foundations/Color',
  component: Accents,
  parameters: {
    world: world({ preferences: {} }, { catalog: types }),
    controls: { disable: true },
  },
})

/** Text, thumbs and rings stay readable on every accent. */
export const AccentColors = meta.story({
  play: async ({ canvas }) => {
    await expect(await canvas.findAllByRole('switch')).toHaveLength(accents.length * types.length)
  },
})
