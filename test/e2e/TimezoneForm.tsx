import type { JSX } from 'react'
import { TimezonePicker } from '../../src/index.js'

/** The same on the server and in the browser; the languages are the browser's. */
export function TimezoneForm(): JSX.Element {
  return (
    <form aria-label="Account">
      <TimezonePicker name="timezone" defaultValue="US/Pacific" />
      <TimezonePicker name="plain" defaultValue="Europe/Kiev" native label="Plain" />
    </form>
  )
}
