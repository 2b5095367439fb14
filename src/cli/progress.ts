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
    const full = Math.round(share * width)
    const bar = `[${'#'.repeat(full)}${'-'.repeat(width - full)}]`
    stderr.write(isTerminal ? `\r\u001B[K${bar} ${text}` : `${text}\n`)
  }
  const timer = setInterval(draw, isTerminal ? 200 : 5000)
  return () => {
    clearInterval(timer)
    if (isTerminal) stderr.write('\r\u001B[K')
  }
}
