import type { SwitchId } from './plan.js'

/** What happened in a trial, in order; `click` numbers the clicks. */
export type TrialEvent =
  /** The person clicked a switch, and wants the opposite of what it showed. */
  | {
      readonly type: 'click'
      readonly click: number
      readonly id: SwitchId
      readonly wanted: boolean
      readonly at: number
    }
  | { readonly type: 'shown'; readonly id: SwitchId; readonly isOn: boolean; readonly at: number }
  /** A write about a click was sent, or came back without success. */
  | { readonly type: 'attempt'; readonly click: number }
  | { readonly type: 'failed'; readonly click: number }

/** What happened, and what the switches and the service hold when nothing moves any more. */
export interface Recording {
  readonly events: readonly TrialEvent[]
  readonly rest: Readonly<
    Record<
      SwitchId,
      { readonly shown: boolean; readonly saved: boolean; readonly hasError: boolean }
    >
  >
  readonly requests: number
  readonly mostWrites: number
}
