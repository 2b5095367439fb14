import { useLayoutEffect, useRef, useState, type JSX } from 'react'
import { PreferenceCenter, ProfileEditor, StreakSettings } from 'identikit'
import { readColor } from './readColor.js'
import { tokens, type Token } from './tokens.js'
import './foundations.css'

type Values = Readonly<Record<string, string>>

/** The smallest and the largest value of a slider, and its step. */
const ranges: Readonly<Record<string, readonly [min: number, max: number, step: number]>> = {
  '--ik-radius': [0, 28, 1],
  '--ik-radius-control': [0, 22, 1],
  '--ik-font-size': [12, 20, 1],
  '--ik-space': [2, 8, 0.5],
  '--ik-control-height': [28, 56, 1],
  '--ik-column': [56, 128, 1],
  '--ik-density': [0.6, 1.6, 0.05],
}

const read = (element: Element, { name, kind }: Token): string => {
  if (kind === 'color') return readColor(element, name)
  const value = getComputedStyle(element).getPropertyValue(name).trim()
  return String(parseFloat(value) * (value.endsWith('rem') ? 16 : 1))
}

const toCss = ({ kind }: Token, value: string): string => (kind === 'length' ? `${value}px` : value)

interface ControlProps {
  readonly token: Token
  readonly value: string
  readonly onChange: (value: string) => void
}

function Control({ token, value, onChange }: ControlProps): JSX.Element {
  const [min, max, step] = ranges[token.name] ?? [0, 1, 1]
  return (
    <label>
      <span>{token.name.slice(5)}</span>
      {token.kind === 'color' ? (
        <input type="color" value={value} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <input
          type="range"
          min={min}
          max={max}
          step={step}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
      <output>{toCss(token, value)}</output>
    </label>
  )
}

/** Edits the tokens of a part of the page, and shows the CSS to copy. */
export function TokenEditor(): JSX.Element {
  const preview = useRef<HTMLDivElement>(null)
  const [defaults, setDefaults] = useState<Values>({})
  const [values, setValues] = useState<Values>({})
  useLayoutEffect(() => {
    const element = preview.current
    if (!element) return
    setDefaults(Object.fromEntries(tokens.map((token) => [token.name, read(element, token)])))
  }, [])
  const changed = tokens.filter(({ name }) => values[name] !== undefined)
  const style = Object.fromEntries(
    changed.map((token) => [token.name, toCss(token, values[token.name] ?? '')]),
  )
  const lines = Object.entries(style).map(([name, value]) => `  ${name}: ${value};`)
  return (
    <div className="tokens-page">
      <section className="tokens-editor" aria-label="Tokens">
        {tokens.map((token) => (
          <Control
            key={token.name}
            token={token}
            value={
              values[token.name] ??
              defaults[token.name] ??
              (token.kind === 'color' ? '#000000' : '0')
            }
            onChange={(value) => setValues({ ...values, [token.name]: value })}
          />
        ))}
        <pre className="tokens-code">
          {lines.length > 0 ? [':root {', ...lines, '}'].join('\n') : '/* Nothing is changed. */'}
        </pre>
        <p>
          <button type="button" onClick={() => setValues({})}>
            Reset all tokens
          </button>
        </p>
      </section>
      <div className="tokens-preview" ref={preview} style={style}>
        <PreferenceCenter streak={<StreakSettings />} />
        <ProfileEditor fields={['name', 'email', 'timezone']} />
      </div>
    </div>
  )
}
