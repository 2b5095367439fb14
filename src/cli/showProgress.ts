import { formatCount, type Terminal } from './terminal.js'

/** The progress of an import. */
export interface Progress {
  readonly done: number
  readonly failed: number
  /** How much of the file is read, from 0 to 1. */
  readonly share: number
}

const maxWidth = 24

/** Draws a progress bar on a terminal, or writes a line every five seconds to a pipe. Returns a function that stops it. */
export function showProgress(stderr: Terminal['stderr'], getProgress: () => Progress): () => void {
  const isTerminal = stderr.isTTY === true
  const draw = () => {
    const { done, failed, share } = getProgress()
    const percent = `${Math.floor(share * 100)}%`
    const text = `${percent} ${formatCount(done)} done, ${formatCount(failed)} failed`
    stderr.write(isTerminal ? `\r\u001B[K${withBar(share, text, stderr.columns)}` : `${text}\n`)
  }
  const timer = setInterval(draw, isTerminal ? 200 : 5000)
  return () => {
    clearInterval(timer)
    if (isTerminal) stderr.write('\r\u001B[K')
  }
}

/** Returns the text with a bar, in less than one row: a row that wraps can't be drawn over. */
function withBar(share: number, text: string, columns: number | undefined): string {
  // A pseudo terminal without a size, like that of a container, has 0 columns.
  const row = columns || 80
  const width = Math.min(maxWidth, row - text.length - 4)
  if (width < 4) return text.slice(0, row - 1)
  const full = Math.round(share * width)
  return `[${'#'.repeat(full)}${'-'.repeat(width - full)}] ${text}`
}
