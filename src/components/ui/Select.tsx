import { forwardRef, type SelectHTMLAttributes } from 'react'
import { Icon } from './Icon.js'
import { chevronPath } from './iconPaths.js'
import { partProps } from './partProps.js'

/** Renders a `<select>` inside of a `<span>` that shows the arrow. Props and the ref go to the `<select>`. */
export const Select = forwardRef<HTMLSelectElement, SelectHTMLAttributes<HTMLSelectElement>>(
  function Select(props, ref) {
    return (
      <span className="ik-select">
        <select {...partProps('input', props)} ref={ref} />
        <Icon path={chevronPath} />
      </span>
    )
  },
)
