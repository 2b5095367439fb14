import type { JSX } from 'react'
import preview from '../preview.js'
import './foundations.css'

/** The sizes of texts for the token `--ik-font-size` of 14 px. */
const sizes = [
  ['Title', 18, 26, 600, 'Notifications'],
  ['Heading of a group or section', 13, 18, 600, 'Your work'],
  ['Text', 14, 20, 400, 'Comments and mentions'],
  ['Help', 13, 18, 400, 'When someone replies to you or mentions your name.'],
  ['Small', 12, 16, 400, 'Seoul, South Korea, GMT+9'],
] as const

function Type(): JSX.Element {
  return (
    <div className="type-list">
      {sizes.map(([name, size, line, weight, text]) => (
        <div key={name}>
          <p
            style={{
              fontSize: `calc(var(--ik-font-size) * ${size} / 14)`,
              lineHeight: line / size,
              fontWeight: weight,
            }}
          >
            {text}
          </p>
          <small>
            {name}: {size}/{line}
            {weight === 600 ? ', weight 600' : ''}
          </small>
        </div>
      ))}
    </div>
  )
}

const meta = preview.meta({
  title: 'Foundations/Type',
  component: Type,
  parameters: { controls: { disable: true } },
})

/** The kit has the font of the page. All sizes follow `--ik-font-size` and the text size of the browser. */
export const Sizes = meta.story()
