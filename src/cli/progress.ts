import { count, type Terminal } from './terminal.js'

export interface Counts {
  readonly done: number
  readonly failed: number
  /** How much of the file is read, from 0 to 1. */
  readonly share: number
}

const width = 24

/** Draws a bar on a terminal, and writes a line every five seconds elsewhere. Returns what ends it. */
export function showProgress(stderr: Terminal['stderr'], counts: () => Counts): () => void {
  const isTerminal = stderr.isTTY === true
  const draw = () => {
    const { done, failed, share } = counts()
    const percent = `${Math.floor(share * 100)}%`
    const text = `${percent} ${count(done)} done, ${count(failed)} failed`
    stderr.write(isTerminal ? `\r\u001B[K${fitting(share, text, stderr.columns)}` : `${text}\n`)
  }
  const timer = setInterval(draw, isTerminal ? 200 : 5000)
  return () => {
    clearInterval(timer)
    if (isTerminal) stderr.write('\r\u001B[K')
  }
}

/** In one row, since what wraps could not be drawn over; a terminal that tells no width has room. */
function fitting(share: number, text: string, columns: number | undefined): string {
  // A pseudo terminal that nobody sized, e.g. of a container, says 0.
  const row = columns || 80
  const room = Math.min(width, row - text.length - 4)
  if (room < 4) return text.slice(0, row - 1)
  const full = Math.round(share * room)
  return `[${'#'.repeat(full)}${'-'.repeat(room - full)}] ${text}`
}
