import type { Json } from '../../core/json.js'
import type { Messages } from '../../core/messages/messages.js'
import { formatCity } from '../../core/timezone/cityNames.js'
import { readTrait } from '../../core/user/traitFields.js'
import type { ProfileFieldConfig } from './profileFieldConfig.js'

/** Returns a value as text for a sentence, or `null` for an empty one. */
export function formatFieldValue(
  { field }: ProfileFieldConfig,
  value: Json,
  { profile: t }: Pick<Messages, 'profile'>,
): string | null {
  if (value === null || value === '') return null
  const select = typeof field === 'object' && field.type === 'select' ? field : undefined
  const selected = select && readTrait(select, value)
  const label = select?.options.find((option) => option.value === selected)?.label
  if (label !== undefined) return label
  if (typeof value === 'boolean') return value ? t.yes : t.no
  if (field === 'timezone' && typeof value === 'string') return formatCity(value)
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
