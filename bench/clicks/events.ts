import type { SwitchId } from './plan.js'

/** An event of a trial. `click` is the number of a click. */
export type TrialEvent =
  /** The user clicked a switch; `wanted` is the opposite of the shown state. */
  | {
      readonly type: 'click'
      readonly click: number
      readonly id: SwitchId
      readonly wanted: boolean
      readonly at: number
    }
  | { readonly type: 'shown'; readonly id: SwitchId; readonly isOn: boolean; readonly at: number }
  /** A write of a click was sent, or failed. */
  | { readonly type: 'attempt'; readonly click: number }
  | { readonly type: 'failed'; readonly click: number }

/** The events of a trial, and the final state of the switches and the service. */
export interface Recording {
  readonly events: readonly TrialEvent[]
  readonly final: Readonly<
    Record<
      SwitchId,
      { readonly shown: boolean; readonly saved: boolean; readonly hasError: boolean }
    >
  >
  readonly requests: number
  readonly mostWrites: number
}
