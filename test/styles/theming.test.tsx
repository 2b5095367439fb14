import { render } from '@testing-library/react'
import { expect, test } from 'vitest'
import { cdp } from 'vitest/browser'
import { Button } from '../../src/components/ui/Button.js'
import { warningPath } from '../../src/components/ui/iconPaths.js'
import { Notice } from '../../src/components/ui/Notice.js'
import { StateView } from '../../src/components/ui/StateView.js'
import { Switch } from '../../src/components/ui/Switch.js'
import '../../src/styles/index.css'
import '../../src/styles/presets.css'
import sheet from '../../src/styles/index.css?inline'
import { getContrast, paint } from './contrast.fixture.js'

const presets = ['neutral', 'soft', 'sharp', 'high-contrast']
const accents = {
  default: undefined,
  yellow: '#facc15',
  black: '#000',
  white: '#fff',
  blue: '#2f6feb',
  red: '#e11d48',
  violet: '#7c3aed',
  green: '#16a34a',
  sky: '#38bdf8',
  gray: '#808080',
}
const pages = {
  light: { background: '#fff', color: '#1c1d1f', colorScheme: 'light' },
  dark: { background: '#161718', color: '#ecedee', colorScheme: 'dark' },
  'dark without color-scheme': { background: '#161718', color: '#ecedee', colorScheme: 'normal' },
  'black without color-scheme': { background: '#000', color: '#fff', colorScheme: 'normal' },
  'light with gray text': { background: '#fff', color: '#6b6375', colorScheme: 'light' },
  'dark with gray text': { background: '#16171d', color: '#9ca3af', colorScheme: 'dark' },
}

const ignore = () => {}

function Sample() {
  return (
    <div className="ik-root">
      <p className="text">Text</p>
      <Switch isOn={false} label="Off" save={undefined} onToggle={ignore} />
      <Switch isOn label="On" save={undefined} onToggle={ignore} />
      <span data-save="saved">
        <Switch isOn isReadOnly label="Locked" save="saved" onToggle={ignore} />
      </span>
      <Button className="ik-button-primary">Save</Button>
      <Button className="ik-button-danger">Delete</Button>
      <Button className="ik-button-quiet">Discard</Button>
      <input className="ik-input" aria-label="Valid" />
      <input className="ik-input" aria-label="Invalid" aria-invalid />
      <input type="checkbox" className="ik-checkbox" aria-label="Off" />
      <input type="checkbox" className="ik-checkbox" aria-label="On" defaultChecked />
      <Notice icon={warningPath} actions={<button className="ik-link">Use Seoul time</button>}>
        <span>Notice</span>
      </Notice>
      <Notice icon={warningPath} isDanger>
        <span className="ik-not-saved">Failure</span>
      </Notice>
      <StateView icon={warningPath} title="Title" text="Help" />
    </div>
  )
}

/** Renders a sample of every control on a page of a host. */
function setUp(preset: string, page: keyof typeof pages, accent: string | undefined) {
  const { container, unmount } = render(<Sample />)
  container.dataset['ikPreset'] = preset
  Object.assign(container.style, pages[page])
  if (accent) container.style.setProperty('--ik-accent', accent)
  const get = (selector: string, pseudo?: string) => {
    const element = container.querySelector<HTMLElement>(selector)
    if (!element) throw new Error(`No ${selector}`)
    return { element, style: getComputedStyle(element, pseudo) }
  }
  return { get, unmount, background: pages[page].background }
}

/** Returns the contrasts of a page by the name of the pair of colors, each with its minimum. */
function getContrasts(preset: string, page: keyof typeof pages, accent: string | undefined) {
  const { get, unmount, background } = setUp(preset, page, accent)
  const isHigh = preset === 'high-contrast'
  const [text, control] = isHigh ? [7, 4.5] : [4.5, 3]
  const found: Record<string, [number, number]> = {}
  const add = (name: string, minimum: number, color: string, ...below: readonly string[]) => {
    const base = paint(background, ...below)
    found[name] = [getContrast(paint(background, ...below, color), base), minimum]
  }
  add('text', text, get('.text').style.color)
  add('help', text, get('.ik-state-view-text').style.color)
  const notice = get('.ik-notice').style.backgroundColor
  add('text of a notice', text, get('.ik-notice-text').style.color, notice)
  add('link in a notice', 4.5, get('.ik-link').style.color, notice)
  const failed = get('.ik-notice[data-tone]').style.backgroundColor
  add('error in a notice', 4.5, get('.ik-not-saved').style.color, failed)
  add('error', text, get('.ik-not-saved').style.color)
  for (const name of ['primary', 'danger', 'quiet']) {
    const fill = get(`.ik-button-${name}`).style.backgroundColor
    add(`text of the ${name} button`, 4.5, get(`.ik-button-${name} > *`).style.color, fill)
  }
  const off = get('[aria-checked="false"] > *')
  add('off track', control, isHigh ? off.style.borderTopColor : off.style.backgroundColor)
  add(
    'off thumb',
    control,
    get('[aria-checked="false"] > *', '::before').style.backgroundColor,
    off.style.backgroundColor,
  )
  const on = get('[aria-checked="true"] > *')
  add('border of the on track', control, on.style.borderTopColor)
  add(
    'on thumb',
    control,
    get('[aria-checked="true"] > *', '::before').style.backgroundColor,
    on.style.backgroundColor,
  )
  add('border of an input', control, get('[aria-label="Valid"]').style.borderTopColor)
  add('border of an invalid input', control, get('[aria-label="Invalid"]').style.borderTopColor)
  add('border of a check box', control, get('.ik-checkbox').style.borderTopColor)
  const box = get('.ik-checkbox:checked')
  add('border of a checked box', control, box.style.borderTopColor)
  add(
    'check mark',
    control,
    get('.ik-checkbox:checked', '::after').style.borderBottomColor,
    box.style.backgroundColor,
  )
  for (const selector of ['.ik-input', '.ik-button-primary', '.ik-button-danger', '.ik-link']) {
    const { element, style } = get(selector)
    element.focus({ focusVisible: true })
    expect(style.outlineStyle).toBe('solid')
    add(`ring of ${selector}`, control, style.outlineColor)
  }
  get('[aria-label="Locked"]').element.focus({ focusVisible: true })
  const locked = get('[aria-label="Locked"] > *')
  expect([get('[aria-label="Locked"]').style.opacity, locked.style.opacity]).toEqual(['1', '1'])
  add('ring of a locked switch', control, locked.style.outlineColor)
  add('mark of a locked switch', control, get('.ik-save-mark').style.borderBottomColor)
  unmount()
  return found
}

test.each(presets)('styles: preset %s has the contrasts of WCAG with every accent', (preset) => {
  const low: string[] = []
  for (const page of Object.keys(pages) as (keyof typeof pages)[]) {
    // No mix of a gray text has the contrast 7.
    if (preset === 'high-contrast' && page.endsWith('gray text')) continue
    for (const [name, accent] of Object.entries(accents))
      for (const [pair, [contrast, minimum]] of Object.entries(getContrasts(preset, page, accent)))
        if (contrast < minimum) low.push(`${page}, ${name}: ${pair} ${contrast.toFixed(2)}`)
  }
  expect(low).toEqual([])
})

test('styles: a token that is set on a subtree reaches what is derived from it', () => {
  const { get } = setUp('neutral', 'light', '#2f6feb')
  const fill = () => get('.ik-button-primary').style.backgroundColor
  const label = () => paint(get('.ik-button-primary > *').style.color)
  const { element } = get('.ik-root')
  expect([fill(), label()]).toEqual(['rgb(47, 111, 235)', [255, 255, 255]])
  element.style.setProperty('--ik-accent', '#facc15')
  expect([fill(), label()]).toEqual(['rgb(250, 204, 21)', [0, 0, 0]])
  element.style.setProperty('--ik-on-accent', '#123456')
  element.style.setProperty('--ik-focus', '#654321')
  element.style.setProperty('--ik-font-size', '20px')
  element.style.setProperty('--ik-text', '#345678')
  get('.ik-input').element.focus()
  expect(label()).toEqual([0x12, 0x34, 0x56])
  expect(get('.ik-input').style.outlineColor).toBe('rgb(101, 67, 33)')
  expect(get('.text').style).toMatchObject({ fontSize: '20px', color: 'rgb(52, 86, 120)' })
})

test('styles: a sheet in a shadow root has its tokens there, and the host element can set them', () => {
  const host = document.createElement('div')
  const root = host.attachShadow({ mode: 'open' })
  root.innerHTML = `<style>${sheet}</style><div class="ik-root"><button class="ik-button ik-button-primary">Save</button></div>`
  document.body.append(host)
  const { backgroundColor, borderRadius } = getComputedStyle(root.querySelector('button')!)
  expect(paint(backgroundColor)).not.toEqual([0, 0, 0])
  expect(borderRadius).toBe('10px')
  host.style.setProperty('--ik-accent', '#facc15')
  expect(getComputedStyle(root.querySelector('button')!).backgroundColor).toBe('rgb(250, 204, 21)')
  host.remove()
})

test('styles: density multiplies the paddings of rows', () => {
  const { get } = setUp('neutral', 'light', undefined)
  const padding = () => Number.parseFloat(get('.ik-notice').style.paddingBlockStart)
  const before = padding()
  get('.ik-root').element.style.setProperty('--ik-density', '0.8')
  expect(padding()).toBeCloseTo(before * 0.8)
})

test('styles: with forced colors, a switch shows its thumb, its edge and whether it is on', async () => {
  const force = (value: string) =>
    cdp().send('Emulation.setEmulatedMedia', { features: [{ name: 'forced-colors', value }] })
  const { get } = setUp('neutral', 'light', undefined)
  await force('active')
  try {
    const [off, on] = ['false', 'true'].map((state) => {
      const track = get(`[aria-checked="${state}"] > *`).style
      const thumb = get(`[aria-checked="${state}"] > *`, '::before').style
      const [fill, edge, knob] = [
        track.backgroundColor,
        track.borderTopColor,
        thumb.backgroundColor,
      ]
      expect(getContrast(paint(fill), paint(knob))).toBeGreaterThan(3)
      expect(getContrast(paint('Canvas'), paint(edge))).toBeGreaterThan(3)
      return fill
    })
    expect(off).not.toBe(on)
  } finally {
    await force('none')
  }
})
