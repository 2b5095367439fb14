import type { JSX } from 'react'

export declare function LeaveDialog(props: {
  readonly onLeave: () => void
  readonly onStay: () => void
}): JSX.Element
