import type { JSX } from 'react'
import { Icon } from '../ui/Icon.js'
import { moonPath, sunPath } from './skyPaths.js'
import type { TimezoneFacts } from './timezoneFacts.js'

/** Renders the local time of a zone and a sun or a moon, or nothing where the time is unknown. */
export function TimezoneTime({ time, isDay }: TimezoneFacts): JSX.Element | null {
  if (time === undefined) return null
  return (
    <>
      <bdi>{`${time} `}</bdi>
      <Icon path={isDay ? sunPath : moonPath} />
    </>
  )
}
