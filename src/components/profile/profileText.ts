import type { Messages } from '../../core/messages/messages.js'
import { timezoneCity } from '../../core/timezone/timezone.js'
import { readTrait } from '../../core/user/traitFields.js'
import type { Json } from '../../core/json.js'
import type { ProfileFieldConfig } from './profileFieldConfig.js'

/** A value as people read it, in a sentence; `null` where there is none. */
export function profileText(
  { field }: ProfileFieldConfig,
  value: Json,
  { profile: t }: Messages,
): string | null {
  if (value === null || value === '') return null
  const choice = typeof field === 'object' && field.type === 'select' ? field : undefined
  const chosen = choice && readTrait(choice, value)
  const label = choice?.options.find((option) => option.value === chosen)?.label
  if (label !== undefined) return label
  if (typeof value === 'boolean') return value ? t.yes : t.no
  if (field === 'timezone' && typeof value === 'string') return timezoneCity(value)
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
