import { useState, type JSX } from 'react'
import TimezoneSelect, { type ITimezone } from 'react-timezone-select'

export function App(): JSX.Element {
  const [value, setValue] = useState<ITimezone>('America/New_York')
  return <TimezoneSelect value={value} onChange={setValue} aria-label="Time zone" />
}
