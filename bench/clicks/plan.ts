import type { Mode } from './modes.js'
import { between, createRandom } from './random.js'

export const switchIds = ['comments', 'mentions', 'tasks', 'recap', 'news', 'offers'] as const

export type SwitchId = (typeof switchIds)[number]

/** Whether each switch is on. */
export type Choices = Readonly<Record<SwitchId, boolean>>

export interface PlannedClick {
  readonly id: SwitchId
  /** Milliseconds since the previous click. */
  readonly after: number
}

export interface Plan {
  /** The saved choices before the first click. */
  readonly initial: Choices
  readonly clicks: readonly PlannedClick[]
}

const count = 10

/** Returns the clicks of one trial, the same for all contenders. */
export function createPlan(seed: number, { pace }: Pick<Mode, 'pace'>): Plan {
  const random = createRandom(seed, 'clicks')
  const initial = toChoices(() => random() < 0.5)
  const clicks = Array.from({ length: count }, () => ({
    id: switchIds[Math.floor(random() * switchIds.length)] ?? 'comments',
    after: between(random, pace),
  }))
  return { initial, clicks }
}

export function toChoices(isOn: (id: SwitchId) => boolean): Choices {
  return Object.fromEntries(switchIds.map((id) => [id, isOn(id)])) as Record<SwitchId, boolean>
}

export function isSwitchId(id: unknown): id is SwitchId {
  return switchIds.some((switchId) => switchId === id)
}
