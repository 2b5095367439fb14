// @ts-check
import { createRequire } from 'node:module'

/** These packages have no declarations before `npm ci --prefix scripts/hosts`. */
const load = createRequire(import.meta.url)

/** Returns the style sheet of MUI's `<CssBaseline />`. @returns {string} */
export function muiBaseline() {
  const { default: CssBaseline } = load('@mui/material/CssBaseline')
  /** @type {string} */
  const html = load('react-dom/server').renderToString(load('react').createElement(CssBaseline))
  const sheets = [...html.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/g)].map(([, css = '']) => css)
  if (sheets.length === 0) throw new Error('MUI rendered no style sheet.')
  return sheets.join('\n')
}
