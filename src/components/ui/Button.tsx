import { forwardRef, type ButtonHTMLAttributes } from 'react'
import { partProps } from './partProps.js'

/**
 * Renders a `<button>`, of type `button` unless `type` is set. The classes `ik-button-primary`, `ik-button-danger` and `ik-button-quiet`
 * are its variants.
 */
export const Button = forwardRef<HTMLButtonElement, ButtonHTMLAttributes<HTMLButtonElement>>(
  function Button({ children, ...props }, ref) {
    return (
      <button type="button" {...partProps('button', props)} ref={ref}>
        <span className="ik-button-label">{children}</span>
      </button>
    )
  },
)
