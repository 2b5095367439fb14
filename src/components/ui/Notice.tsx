import { forwardRef, type HTMLAttributes, type ReactNode } from 'react'
import { Icon } from './Icon.js'
import { partProps } from './partProps.js'

/** Props of `Notice`. */
export interface NoticeProps extends HTMLAttributes<HTMLDivElement> {
  /** The path of the icon. */
  readonly icon: string
  /** Whether something failed. */
  readonly isDanger?: boolean | undefined
  /** Buttons with the class `ik-link`. */
  readonly actions?: ReactNode
}

/** Renders a `<div>` with an icon, a text and actions, above settings. */
export const Notice = forwardRef<HTMLDivElement, NoticeProps>(function Notice(
  { icon, isDanger, actions, children, ...props },
  ref,
) {
  return (
    <div {...partProps('notice', props)} ref={ref} data-tone={isDanger ? 'danger' : undefined}>
      <Icon path={icon} />
      <div className="ik-notice-text" dir="auto">
        {children}
      </div>
      {actions && <div className="ik-notice-actions">{actions}</div>}
    </div>
  )
})
