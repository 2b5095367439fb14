import type { JSX } from 'react'
import { expect } from 'storybook/test'
import preview from '../preview.js'
import { useMessages } from 'identikit'
import { messageRows, type MessageRow } from './messageRows.js'
import './words.css'

/** The headings of the parts of the catalog. */
const headings: Readonly<Record<string, string>> = {
  '': 'Saving, errors and channels',
  preferences: 'Preference center',
  bulk: 'Several settings at once',
  timezone: 'Time zone picker',
  streak: 'Streak',
  schedule: 'Notification hours and pause',
  profile: 'Profile editor',
  phone: 'Phone number',
  avatar: 'Picture',
  language: 'Language',
  traits: 'Other fields',
  account: 'Devices and account',
  push: 'Push on this device',
  reach: 'Channels without an address',
  signUp: 'Sign-up',
  unsubscribe: 'Unsubscribe page',
}

const getPart = ({ key }: MessageRow) => {
  const [part = ''] = key.split('.')
  return part in headings ? part : ''
}

/** Every text of the kit in the language of the toolbar. */
function Words(): JSX.Element {
  const rows = messageRows(useMessages())
  const parts = [...new Set(rows.map(getPart))]
  return (
    <table className="words">
      <caption>Texts with examples for names and numbers</caption>
      <thead>
        <tr>
          <th scope="col">Key</th>
          <th scope="col">Text</th>
        </tr>
      </thead>
      {parts.map((part) => (
        <tbody key={part}>
          <tr>
            <th scope="rowgroup" colSpan={2} className="words-part">
              {headings[part]}
            </th>
          </tr>
          {rows
            .filter((row) => getPart(row) === part)
            .map(({ key, text }) => (
              <tr key={key}>
                <th scope="row">{part ? key.slice(part.length + 1) : key}</th>
                <td>{text}</td>
              </tr>
            ))}
        </tbody>
      ))}
    </table>
  )
}

const meta = preview.meta({
  title: 'Words',
  component: Words,
  parameters: { controls: { disable: true } },
})

export const EveryText = meta.story({
  play: async ({ canvas }) => {
    await expect(canvas.getAllByRole('row').length).toBeGreaterThan(200)
  },
})
