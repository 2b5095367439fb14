const statuses = [429, 503]

/** The three forms of an HTTP date; `Date.parse` alone would take "5" and "-5" for years. */
const httpDate = /^[A-Z][a-z]{2,8},? [\w: -]+$/

/** How long a 429 or a 503 asks to wait, in milliseconds: its `retry-after` is in seconds or a date. */
export function readRetryAfter({ status, headers }: Response): number | undefined {
  const value = statuses.includes(status) ? headers.get('retry-after')?.trim() : undefined
  if (value === undefined) return undefined
  if (/^\d{1,9}(?:\.\d{1,9})?$/.test(value)) return Number(value) * 1000
  if (!httpDate.test(value)) return undefined
  const date = Date.parse(value.endsWith('GMT') ? value : `${value} GMT`)
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now())
}
