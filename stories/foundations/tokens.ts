/** A token of the style sheets. */
export interface Token {
  readonly name: `--ik-${string}`
  readonly kind: 'color' | 'length' | 'number'
  /** What it styles. */
  readonly use: string
}

/** The tokens in the order of the documentation. */
export const tokens: readonly Token[] = [
  { name: '--ik-accent', kind: 'color', use: 'Switches that are on, links and primary buttons' },
  { name: '--ik-on-accent', kind: 'color', use: 'Text and thumbs on the accent' },
  { name: '--ik-surface', kind: 'color', use: 'Popups, dialogs, the save bar, sticky headers' },
  { name: '--ik-text', kind: 'color', use: 'Text' },
  { name: '--ik-muted', kind: 'color', use: 'Help, hints and icons' },
  { name: '--ik-line', kind: 'color', use: 'Lines between rows' },
  { name: '--ik-line-strong', kind: 'color', use: 'Borders of inputs and buttons' },
  { name: '--ik-hover', kind: 'color', use: 'Rows and buttons under the pointer, notices' },
  { name: '--ik-track', kind: 'color', use: 'Switches that are off' },
  { name: '--ik-thumb', kind: 'color', use: 'The thumb of a switch that is off' },
  { name: '--ik-danger', kind: 'color', use: 'Failures and what can’t be undone' },
  { name: '--ik-success', kind: 'color', use: 'Saved' },
  { name: '--ik-focus', kind: 'color', use: 'The ring of the focused control' },
  { name: '--ik-backdrop', kind: 'color', use: 'What is behind a dialog' },
  { name: '--ik-radius', kind: 'length', use: 'Cards, notices, dialogs' },
  { name: '--ik-radius-control', kind: 'length', use: 'Inputs and buttons' },
  { name: '--ik-font-size', kind: 'length', use: 'Text; help, titles and icons scale with it' },
  { name: '--ik-space', kind: 'length', use: 'The step of paddings and gaps' },
  { name: '--ik-control-height', kind: 'length', use: 'Inputs and buttons' },
  { name: '--ik-column', kind: 'length', use: 'A column of switches' },
  { name: '--ik-density', kind: 'number', use: 'Multiplies paddings' },
]
