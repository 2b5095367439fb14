import type { JSX, ReactNode } from 'react'
import { Icon } from './Icon.js'

/** Props of `StateView`. */
export interface StateViewProps {
  /** The path of the icon. */
  readonly icon: string
  readonly title: ReactNode
  /** A sentence below the title. */
  readonly text?: ReactNode
  /** The action. */
  readonly children?: ReactNode
}

/** Renders a `<div>` in place of content that is missing: an icon, a title, a sentence and an action. */
export function StateView({ icon, title, text, children }: StateViewProps): JSX.Element {
  return (
    <div className="ik-state-view">
      <span className="ik-state-view-icon">
        <Icon path={icon} />
      </span>
      <p className="ik-state-view-title" dir="auto">
        {title}
      </p>
      {text && (
        <p className="ik-state-view-text" dir="auto">
          {text}
        </p>
      )}
      {children && <div className="ik-state-view-action">{children}</div>}
    </div>
  )
}
