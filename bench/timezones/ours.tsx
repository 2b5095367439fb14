import { TimezonePicker } from 'identikit'
import { searchTimezones } from 'identikit/core'
import { show } from './page.js'

show(<TimezonePicker defaultValue="America/New_York" locale="en" />)

/** Returns the milliseconds of each search, without the first one, which builds the index. */
export function timeSearches(): number[] {
  const queries = ['m', 'mu', 'mumbai', 'united states', 'pst', 'a', '+5', 'zz', 'new york', 'tok']
  searchTimezones('x', { locale: 'en' })
  return Array.from({ length: 200 }, (_, index) => {
    const start = performance.now()
    searchTimezones(queries[index % queries.length] ?? '', { locale: 'en' })
    return performance.now() - start
  })
}

Object.assign(window, { timeSearches })
