import { isCalendarDate } from './checkField.js'
import { isJson, forbiddenCharacters } from '../json.js'
import type { RegisteredTraitKey } from './registeredTraits.js'
import type { StandardSchema } from './standardSchema.js'
import type { Json } from '../json.js'

interface TraitFieldBase {
  /** The key of the trait. */
  readonly key: RegisteredTraitKey
  readonly label: string
  readonly description?: string | undefined
  /** It cannot stay empty; a boolean must be true. */
  readonly required?: boolean | undefined
  /** It is shown and cannot be changed; a text says why. */
  readonly readOnly?: boolean | string | undefined
  /** Asked before a save, besides what the type itself asks for. It may change the value that is saved. */
  readonly schema?: StandardSchema | undefined
  /** What browsers fill in, by the names of HTML. @default `url` for addresses */
  readonly autoComplete?: string | undefined
}

/** A row of a trait that is chosen. */
export interface TraitOption {
  /** The saved value. */
  readonly value: string | number | boolean
  /** The text of the option. */
  readonly label: string
}

/** A custom attribute that people may fill in, and how. `Render` is how a control of the host's own is drawn. */
export type TraitField<Render = (control: never) => unknown> = TraitFieldBase &
  (
    | {
        readonly type: 'text'
        readonly multiline?: boolean | undefined
        /** In characters as people count them, emoji as one or a few. */
        readonly maxLength?: number | undefined
      }
    | {
        readonly type: 'number'
        /** Below 0 the keyboard of phones has a minus. */
        readonly min?: number | undefined
        readonly max?: number | undefined
        /** Counted from `min`. @default any number */
        readonly step?: number | undefined
        /** Stands behind the number, e.g. `kg`. */
        readonly unit?: string | undefined
      }
    | { readonly type: 'boolean' }
    | { readonly type: 'select'; readonly options: readonly TraitOption[] }
    | {
        readonly type: 'date'
        /** `YYYY-MM-DD`, like the value itself. */
        readonly min?: string | undefined
        readonly max?: string | undefined
      }
    | { readonly type: 'url' }
    | { readonly type: 'custom'; readonly render: Render }
  )

/** A field of one type. */
export type TraitFieldOf<Type extends TraitField['type']> = Extract<TraitField, { type: Type }>

export type TraitError =
  | 'required'
  | 'wrongType'
  | 'forbiddenCharacters'
  | 'tooLong'
  | 'notNumber'
  | 'tooSmall'
  | 'tooLarge'
  | 'offStep'
  | 'notOption'
  | 'notDate'
  | 'tooEarly'
  | 'tooLate'
  | 'notUrl'
  | 'hasPassword'

export const maxUrlLength = 2048

/**
 * Why a value cannot be saved in this field. At a service that holds strings only (`asStrings`) the value is the string, and
 * is judged by what it stands for.
 */
export function checkTrait(
  field: TraitField,
  value: Json | null,
  asStrings = false,
): TraitError | undefined {
  if (value === null) return field.required ? 'required' : undefined
  if (asStrings && typeof value !== 'string' && field.type !== 'custom') return 'wrongType'
  return checkTyped(field, asStrings ? readTrait(field, value) : value)
}

function checkTyped(field: TraitField, value: Json): TraitError | undefined {
  const { type, required } = field
  if (type === 'number') return checkNumber(value, field)
  if (type === 'select') {
    return field.options.some((option) => option.value === value) ? undefined : 'notOption'
  }
  if (type === 'boolean') {
    if (typeof value !== 'boolean') return 'wrongType'
    return required && !value ? 'required' : undefined
  }
  if (type === 'custom') return isJson(value) ? undefined : 'wrongType'
  if (type === 'date') return checkDate(value, field)
  if (typeof value !== 'string') return 'wrongType'
  const maxLength = type === 'url' ? maxUrlLength : field.maxLength
  const error = checkText(value, { required, maxLength })
  return error ?? (type === 'url' ? checkUrl(value) : undefined)
}

/** What a stored value stands for: where a number, a yes or no or a choice is expected, its string is read as one. */
export function readTrait(field: TraitField, stored: Json): Json {
  if (field.type === 'select') {
    const { options } = field
    const isSame = ({ value }: TraitOption) => value === stored
    const isWritten = ({ value }: TraitOption) => String(value) === stored
    return (options.find(isSame) ?? options.find(isWritten))?.value ?? stored
  }
  if (typeof stored !== 'string') return stored
  // Only as a number is written here: `007` and `1e3` may be anything.
  if (field.type === 'number' && String(Number(stored)) === stored) {
    return Number.isFinite(Number(stored)) ? Number(stored) : stored
  }
  if (field.type === 'boolean' && /^(?:true|false)$/.test(stored)) return stored === 'true'
  return stored
}

/** A value as a service holds it that may hold strings only. */
export function toStoredTrait(value: Json | null, asStrings: boolean): Json | null {
  const isPlain = typeof value === 'number' || typeof value === 'boolean'
  return asStrings && isPlain ? String(value) : value
}

function checkText(
  value: string,
  { maxLength = Infinity, required }: { maxLength: number | undefined; required: unknown },
): TraitError | undefined {
  if (required && value.trim() === '') return 'required'
  if (forbiddenCharacters.test(value)) return 'forbiddenCharacters'
  return Array.from(value).length > maxLength ? 'tooLong' : undefined
}

function checkNumber(
  value: Json,
  { min = -Infinity, max = Infinity, step }: TraitFieldOf<'number'>,
): TraitError | undefined {
  if (typeof value !== 'number' || !Number.isFinite(value)) return 'notNumber'
  if (value < min) return 'tooSmall'
  if (value > max) return 'tooLarge'
  const steps = countSteps(value, min, step)
  // Tenths are not exact: three of them are 0.30000000000000004.
  return Math.abs(steps - Math.round(steps)) > 1e-9 * Math.max(1, Math.abs(steps))
    ? 'offStep'
    : undefined
}

/** How many steps a number is from where they begin. */
export function countSteps(
  value: number,
  min: number | undefined,
  step: number | undefined,
): number {
  const begin = Number.isFinite(min) ? (min ?? 0) : 0
  return step && step > 0 ? (value - begin) / step : 0
}

function checkDate(value: Json, { min, max }: TraitFieldOf<'date'>): TraitError | undefined {
  if (typeof value !== 'string' || !isDateValue(value)) return 'notDate'
  if (min !== undefined && value < min) return 'tooEarly'
  return max !== undefined && value > max ? 'tooLate' : undefined
}

/** Whether it is a day as `YYYY-MM-DD`, of a year that people can enter. */
export function isDateValue(value: string): boolean {
  return /^(?!0000)\d{4}-\d{2}-\d{2}$/.test(value) && isCalendarDate(value)
}

/** `new URL` alone would read `https:\\evil.com` and `https:evil.com` as addresses and drop tabs and newlines. */
function checkUrl(text: string): TraitError | undefined {
  const isWeb = /^https?:\/\/[^\\\s]+$/i.test(text) && URL.canParse(text)
  if (!isWeb) return 'notUrl'
  const { username, password } = new URL(text)
  return username || password ? 'hasPassword' : undefined
}
