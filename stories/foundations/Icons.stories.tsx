import type { JSX } from 'react'
import preview from '../preview.js'
import { ChannelIcon } from 'identikit'
import { messages } from 'identikit/core'
import { Icon } from '../../src/components/ui/Icon.js'
import * as skyPaths from '../../src/components/timezone/skyPaths.js'
import * as uiPaths from '../../src/components/ui/iconPaths.js'
import './foundations.css'

function Icons(): JSX.Element {
  return (
    <>
      <h2>Channels</h2>
      <ul className="icon-list">
        {Object.entries(messages.channels).map(([channel, label]) => (
          <li key={channel}>
            <ChannelIcon channel={channel} /> {label}
          </li>
        ))}
      </ul>
      <h2>States and actions</h2>
      <ul className="icon-list">
        {Object.entries({ ...uiPaths, ...skyPaths }).map(([name, path]) => (
          <li key={name}>
            <Icon path={path} /> {name.replace(/Path$/, '')}
          </li>
        ))}
      </ul>
    </>
  )
}

const meta = preview.meta({
  title: 'Foundations/Icons',
  component: Icons,
  parameters: { controls: { disable: true } },
})

/** 16 by 16 px with strokes of 1.5 px. They have the color of the text beside them, and are hidden from screen readers. */
export const EveryIcon = meta.story()
