import type { Figures } from './measure.js'

/** All trials of one contender in one mode. */
export interface Row {
  readonly name: string
  readonly isOurs: boolean
  readonly trials: readonly Figures[]
}

type Counted = 'disagreeing' | 'lost' | 'flipped' | 'silent' | 'falseErrors'

interface Column {
  readonly title: string
  readonly cell: (trials: readonly Figures[]) => string
  /** Returns why a row of ours fails the benchmark. */
  readonly fault?: (trials: readonly Figures[]) => string | undefined
}

const total = (trials: readonly Figures[], name: Counted) =>
  trials.reduce((sum, figures) => sum + figures[name], 0)

/** Creates a column with the number of trials and, in brackets, the number of switches in all trials. */
function counted(title: string, name: Counted, mustBeNone = true): Column {
  return {
    title,
    cell: (trials) => {
      const inTrials = trials.filter((figures) => figures[name] > 0).length
      return inTrials === 0 ? '0' : `${inTrials} (${total(trials, name)})`
    },
    ...(mustBeNone && {
      fault: (trials) => {
        const count = total(trials, name)
        return count === 0 ? undefined : `${title}: ${count}, must be 0`
      },
    }),
  }
}

const mostWrites = (trials: readonly Figures[]) =>
  Math.max(...trials.map((figures) => figures.mostWrites))

const columns: readonly Column[] = [
  counted('screen and server disagree', 'disagreeing'),
  counted('clicks lost', 'lost'),
  counted('flipped back without failing', 'flipped'),
  counted('failures without an error', 'silent'),
  counted('errors on what is saved', 'falseErrors', false),
  {
    title: 'most writes in flight',
    cell: (trials) => String(mostWrites(trials)),
    fault: (trials) =>
      mostWrites(trials) > 1 ? `most writes in flight: ${mostWrites(trials)}` : undefined,
  },
  {
    title: 'requests a trial',
    cell: (trials) => mean(trials.map(({ requests }) => requests)).toFixed(1),
  },
  {
    title: 'ms until shown',
    cell: (trials) => {
      const wait = median(trials.flatMap(({ waits }) => waits))
      return wait === Infinity ? 'never' : wait.toFixed(wait < 10 ? 1 : 0)
    },
  },
]

/** Renders the rows as a Markdown table. */
export function toMarkdown(rows: readonly Row[]): string {
  const lines = [
    ['', ...columns.map(({ title }) => title)],
    ['---', ...columns.map(() => '---:')],
    ...rows.map(({ name, trials }) => [name, ...columns.map(({ cell }) => cell(trials))]),
  ]
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

/** Returns why rows of ours fail the benchmark. */
export function findFaults(rows: readonly Row[]): string[] {
  return rows
    .filter(({ isOurs }) => isOurs)
    .flatMap(({ name, trials }) =>
      columns
        .map(({ fault }) => fault?.(trials))
        .filter((text) => text !== undefined)
        .map((text) => `${name}: ${text}`),
    )
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Infinity
}
