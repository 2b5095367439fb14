/** How fast the person clicks, and what the way to the service does to requests. The same for all contenders. */
export interface Mode {
  readonly name: string
  readonly title: string
  /** Milliseconds between two clicks. */
  readonly pace: readonly [least: number, most: number]
  /** Milliseconds until a request arrives and is applied; 0 applies it at once, in the order sent. */
  readonly arrival: readonly [least: number, most: number]
  /** Milliseconds from there until its answer comes. */
  readonly answer: readonly [least: number, most: number]
  /** The share of write attempts that are refused and not applied: every other one 422, else 503. */
  readonly failing: number
  /** The share of write attempts that are applied and whose answer is lost. */
  readonly losing: number
}

const usual = {
  pace: [20, 200],
  arrival: [0, 0],
  answer: [50, 500],
  failing: 0,
  losing: 0,
} as const

export const modes: readonly Mode[] = [
  { ...usual, name: 'slow', title: 'Nothing fails, answers come out of order' },
  { ...usual, name: 'failing', title: 'One write in five fails', failing: 0.2 },
  { ...usual, name: 'lost', title: 'One answer to a write in five is lost', losing: 0.2 },
  {
    ...usual,
    name: 'overtaking',
    title: 'Nothing fails, requests overtake each other on their way',
    arrival: [0, 250],
    answer: [25, 250],
  },
  {
    ...usual,
    name: 'calm',
    title: 'Nothing fails, and each click waits for the answer to the one before',
    pace: [600, 700],
  },
]

export function findMode(name: string): Mode {
  const mode = modes.find((one) => one.name === name)
  if (mode) return mode
  throw new Error(`There is no mode ${name}; there are ${modes.map((one) => one.name).join(', ')}.`)
}
