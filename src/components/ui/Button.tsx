import { forwardRef, type ButtonHTMLAttributes } from 'react'
import { partProps } from './partProps.js'

/** Renders a `<button>`, of type `button` unless `type` is set. */
export const Button = forwardRef<HTMLButtonElement, ButtonHTMLAttributes<HTMLButtonElement>>(
  function Button(props, ref) {
    return <button type="button" {...partProps('button', props)} ref={ref} />
  },
)
