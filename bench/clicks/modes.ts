/** A range of random numbers. */
type Range = readonly [least: number, most: number]

/** The pace of the clicks and the behavior of the link, the same for all contenders. */
export interface Mode {
  readonly name: string
  readonly title: string
  /** Milliseconds between two clicks. */
  readonly pace: Range
  /** Milliseconds until a request arrives and is applied; 0 applies it at once, in the order sent. */
  readonly arrival: Range
  /** Milliseconds from its arrival to its answer. */
  readonly answer: Range
  /** The share of write attempts that are refused and not applied: half with 422, half with 503. */
  readonly failing: number
  /** The share of write attempts that are refused with 503 and not applied. */
  readonly refusing: number
  /** The share of write attempts that are applied and whose answer is lost. */
  readonly losing: number
  /**
   * The share of write attempts that arrive late; never two in a row. In half of them, the page's connection breaks before that.
   */
  readonly late: { readonly share: number; readonly arrival: Range }
  /** Milliseconds from the last click until the page leaves. @default it stays */
  readonly leaving?: Range
}

const defaults = {
  pace: [20, 200],
  arrival: [0, 0],
  answer: [50, 500],
  failing: 0,
  refusing: 0,
  losing: 0,
  late: { share: 0, arrival: [0, 0] },
} as const

const leaving = { ...defaults, arrival: [0, 800], answer: [25, 250], leaving: [0, 500] } as const

export const modes: readonly Mode[] = [
  { ...defaults, name: 'slow', title: 'Nothing fails, answers arrive out of order' },
  { ...defaults, name: 'failing', title: 'One write in five fails', failing: 0.2 },
  { ...defaults, name: 'lost', title: 'One answer to a write in five is lost', losing: 0.2 },
  {
    ...defaults,
    name: 'overtaking',
    title: 'Nothing fails, requests arrive out of order',
    arrival: [0, 250],
    answer: [25, 250],
  },
  {
    ...defaults,
    name: 'late',
    title: 'Two writes in five arrive late, half of them after the page gave them up',
    late: { share: 0.4, arrival: [500, 4000] },
  },
  { ...leaving, name: 'leaving', title: 'Nothing fails, and the page leaves and is opened again' },
  {
    ...leaving,
    name: 'leaving-refused',
    title: 'Two writes in five are answered 503, and the page leaves and is opened again',
    refusing: 0.4,
  },
  {
    ...defaults,
    name: 'calm',
    title: 'Nothing fails, and each click is later than the previous answer',
    pace: [600, 700],
  },
]

/** @throws if there is no mode of this name */
export function findMode(name: string): Mode {
  const mode = modes.find((candidate) => candidate.name === name)
  if (mode) return mode
  const names = modes.map((candidate) => candidate.name)
  throw new Error(`There is no mode "${name}". The modes are ${names.join(', ')}.`)
}
