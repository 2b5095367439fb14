import type { JSX } from 'react'
import { TimezonePicker } from '../../src/index.js'

/** Renders the same form on the server and in the browser, which adds its languages. */
export function TimezoneForm(): JSX.Element {
  return (
    <form aria-label="Account">
      <TimezonePicker name="timezone" defaultValue="US/Pacific" />
      <TimezonePicker name="plain" defaultValue="Europe/Kiev" native label="Plain" />
    </form>
  )
}
