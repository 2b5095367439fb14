const statuses = [429, 503]

/** The three formats of an HTTP date. `Date.parse` alone would read "5" and "-5" as years. */
const httpDate = /^[A-Z][a-z]{2,8},? [\w: -]+$/

/** Returns the `retry-after` of a 429 or 503 in milliseconds; the header holds seconds or a date. */
export function readRetryAfter({ status, headers }: Response): number | undefined {
  const value = statuses.includes(status) ? headers.get('retry-after')?.trim() : undefined
  if (value === undefined) return undefined
  if (/^\d{1,9}(?:\.\d{1,9})?$/.test(value)) return Number(value) * 1000
  if (!httpDate.test(value)) return undefined
  const date = Date.parse(value.endsWith('GMT') ? value : `${value} GMT`)
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now())
}
