import { searchTimezones } from 'identikit/core'
import { TimezonePicker } from 'identikit/timezone'

export function App() {
  return <TimezonePicker defaultValue="America/New_York" locale="en" />
}

/** Returns the milliseconds of each search, without the first one, which builds the index. */
export async function timeSearches(): Promise<number[]> {
  const queries = ['m', 'mu', 'mumbai', 'united states', 'pst', 'a', '+5', 'zz', 'new york', 'tok']
  await searchTimezones('x', { locale: 'en' })
  const times: number[] = []
  for (let index = 0; index < 200; index += 1) {
    const start = performance.now()
    await searchTimezones(queries[index % queries.length] ?? '', { locale: 'en' })
    times.push(performance.now() - start)
  }
  return times
}
