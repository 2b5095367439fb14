import type { Messages } from '../core/messages.js'
import { timezoneCity } from '../core/timezone.js'
import type { Json } from '../core/traits.js'
import type { ProfileFieldConfig } from './profileFields.js'

/** A value as people read it, in a sentence; `null` where there is none. */
export function profileText(
  { field }: ProfileFieldConfig,
  value: Json,
  { profile: words }: Messages,
): string | null {
  if (value === null || value === '') return null
  if (typeof value === 'boolean') return value ? words.yes : words.no
  if (field === 'timezone' && typeof value === 'string') return timezoneCity(value)
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
