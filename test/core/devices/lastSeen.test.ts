import { expect, it } from 'vitest'
import { formatLastSeen } from '../../../src/core/devices/lastSeen.js'

const now = Date.parse('2026-03-10T12:00:00Z')

it.each([
  ['2026-03-10T11:30:00Z', 'en', undefined],
  ['2026-03-10T09:30:00Z', 'en', '2 hours ago'],
  ['2026-03-09T11:00:00Z', 'en', 'yesterday'],
  ['2026-03-01T12:00:00Z', 'en', '9 days ago'],
  ['2026-02-20T12:00:00Z', 'de', 'vor 2 Wochen'],
  ['2025-12-01T12:00:00Z', 'en', '3 months ago'],
  ['2024-03-01T12:00:00Z', 'en', '2 years ago'],
  ['2027-03-01T12:00:00Z', 'en', undefined],
  ['soon', 'en', undefined],
])('formatLastSeen: %s is in %s %s', (at, locale, text) =>
  expect(formatLastSeen(locale, at, now)).toBe(text),
)
