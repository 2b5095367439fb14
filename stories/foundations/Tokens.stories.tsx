import type { CSSProperties, JSX } from 'react'
import { expect, fireEvent, userEvent } from 'storybook/test'
import preview from '../preview.js'
import { streakWorld } from '../streak/streakWorlds.js'
import { TokenEditor } from './TokenEditor.js'
import { tokens, type Token } from './tokens.js'

const meta = preview.meta({
  title: 'Foundations/Tokens',
  component: TokenEditor,
  parameters: { world: streakWorld(), controls: { disable: true } },
})

/** Change a token, and copy the CSS. The toolbar has the scheme, the presets and the density. */
export const Editor = meta.story({
  play: async ({ canvas }) => {
    const radius = canvas.getByRole('slider', { name: /^radius-control/ })
    await fireEvent.change(radius, { target: { value: '0' } })
    await expect(canvas.getByText(/--ik-radius-control: 0px;/)).toBeVisible()
    const name = await canvas.findByRole('textbox', { name: 'Name' })
    await expect(getComputedStyle(name).borderTopLeftRadius).toBe('0px')
    await userEvent.click(canvas.getByRole('button', { name: 'Reset all tokens' }))
    await expect(getComputedStyle(name).borderTopLeftRadius).not.toBe('0px')
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  },
})

const samples: Readonly<Record<Token['kind'], (name: string) => CSSProperties>> = {
  color: (name) => ({ background: `var(${name}, var(--_${name.slice(2)}, currentColor))` }),
  length: (name) =>
    name.startsWith('--ik-radius')
      ? { borderRadius: `calc(var(${name}) * 8)` }
      : { inlineSize: `calc(var(${name}) * ${name === '--ik-space' ? 12 : 1.5})` },
  number: (name) => ({ inlineSize: `calc(var(${name}) * 4rem)` }),
}

function Sample({ name, kind, use }: Token): JSX.Element {
  const shape = name.startsWith('--ik-radius') ? 'corner' : kind === 'color' ? 'chip' : 'bar'
  return (
    <li>
      <span className={`tokens-${shape}`} style={samples[kind](name)} />
      <strong>{name}</strong>
      <span className="tokens-use">{use}</span>
    </li>
  )
}

/** Each token by itself: colors as areas, radii eight times as large, lengths as bars. */
export const EveryToken = meta.story({
  render: () => (
    <ul className="tokens-list">
      {tokens.map((token) => (
        <Sample key={token.name} {...token} />
      ))}
    </ul>
  ),
})
