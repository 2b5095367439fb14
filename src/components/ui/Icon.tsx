import type { JSX } from 'react'

/** Props of `Icon`. */
export interface IconProps {
  /** The path of the icon in a box of 16 by 16 units, drawn by lines with a width of 1.5 units. */
  readonly path: string
}

/** Renders an `<svg>` in the color of the text, hidden from screen readers. */
export function Icon({ path }: IconProps): JSX.Element {
  return (
    <svg className="ik-icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={path} />
    </svg>
  )
}
