import { isCalendarDate } from '../isoDate.js'
import { isJson, forbiddenCharacters } from '../json.js'
import type { RegisteredTraitKey } from './registeredTraits.js'
import type { StandardSchema } from './standardSchema.js'
import type { Json } from '../json.js'
import { isBlank } from '../text.js'
import { parseUrl } from '../contact/parseUrl.js'

interface TraitFieldBase {
  /** The key of the trait. */
  readonly key: RegisteredTraitKey
  /** The label of the control. */
  readonly label: string
  /** The help of the control. */
  readonly description?: string | undefined
  /** Whether a value is required; a boolean must be true. */
  readonly required?: boolean | undefined
  /** Whether the value is only shown; a text is the reason. */
  readonly readOnly?: boolean | string | undefined
  /** Validates the value before a save, after the checks of the type. Its output is saved. */
  readonly schema?: StandardSchema | undefined
  /** The value of the HTML attribute `autocomplete`. @default `url` for URLs */
  readonly autoComplete?: string | undefined
}

/** One option of a select. */
export interface TraitOption {
  /** The saved value. */
  readonly value: string | number | boolean
  /** The text of the option. */
  readonly label: string
}

/** The control of a custom trait. `Render` is the type of the render function of a custom control. */
export type TraitField<Render = (control: never) => unknown> = TraitFieldBase &
  (
    | {
        readonly type: 'text'
        readonly multiline?: boolean | undefined
        /** The maximum number of code points. */
        readonly maxLength?: number | undefined
      }
    | {
        readonly type: 'number'
        /** The minimum. Below 0, phones show a keyboard with a minus key. */
        readonly min?: number | undefined
        /** The maximum. */
        readonly max?: number | undefined
        /** The distance between values, counted from `min`. @default any number */
        readonly step?: number | undefined
        /** The text after the number, e.g. `kg`. */
        readonly unit?: string | undefined
      }
    | { readonly type: 'boolean' }
    | { readonly type: 'select'; readonly options: readonly TraitOption[] }
    | {
        readonly type: 'date'
        /** The first day as `YYYY-MM-DD`. */
        readonly min?: string | undefined
        /** The last day as `YYYY-MM-DD`. */
        readonly max?: string | undefined
      }
    | { readonly type: 'url' }
    | { readonly type: 'custom'; readonly render: Render }
  )

/** A field of one type. */
export type TraitFieldOf<Type extends TraitField['type']> = Extract<TraitField, { type: Type }>

/** The reason why a value is invalid. */
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

/** The maximum length of a URL in characters. */
export const maxUrlLength = 2048

/** Returns the error of a stored value. With `asStrings`, the service stores only strings, and the parsed value is checked. */
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

/** Returns a stored value in the type of its field: numbers, booleans and options may be stored as strings. */
export function readTrait(field: TraitField, stored: Json): Json {
  if (field.type === 'select') {
    const { options } = field
    const isSame = ({ value }: TraitOption) => value === stored
    const isWritten = ({ value }: TraitOption) => String(value) === stored
    return (options.find(isSame) ?? options.find(isWritten))?.value ?? stored
  }
  if (typeof stored !== 'string') return stored
  // Only canonical numbers, because `007` and `1e3` may be text.
  if (field.type === 'number' && String(Number(stored)) === stored) {
    return Number.isFinite(Number(stored)) ? Number(stored) : stored
  }
  if (field.type === 'boolean' && /^(?:true|false)$/.test(stored)) return stored === 'true'
  return stored
}

/** Returns a value in its stored form; with `asStrings`, numbers and booleans become strings. */
export function toStoredTrait(value: Json | null, asStrings: boolean): Json | null {
  const isPlain = typeof value === 'number' || typeof value === 'boolean'
  return asStrings && isPlain ? String(value) : value
}

function checkText(
  value: string,
  { maxLength = Infinity, required }: { maxLength: number | undefined; required: unknown },
): TraitError | undefined {
  if (required && isBlank(value)) return 'required'
  if (forbiddenCharacters.test(value)) return 'forbiddenCharacters'
  return Array.from(value).length > maxLength ? 'tooLong' : undefined
}

function checkNumber(value: Json, field: TraitFieldOf<'number'>): TraitError | undefined {
  const { min = -Infinity, step } = field
  if (typeof value !== 'number' || !Number.isFinite(value)) return 'notNumber'
  if (value < getBound(field, 'min')) return 'tooSmall'
  if (value > getBound(field, 'max')) return 'tooLarge'
  const steps = countSteps(value, min, step)
  // Floating-point numbers aren't exact: 3 * 0.1 is 0.30000000000000004.
  return Math.abs(steps - Math.round(steps)) > 1e-9 * Math.max(1, Math.abs(steps))
    ? 'offStep'
    : undefined
}

/** Returns the limit of a number field: its own, or the last integer of which a number holds all digits. */
export function getBound({ min, max }: TraitFieldOf<'number'>, end: 'min' | 'max'): number {
  const last = Number.MAX_SAFE_INTEGER
  return end === 'max' ? Math.min(max ?? last, last) : Math.max(min ?? -last, -last)
}

/** Returns the number of steps between `min` and a value. */
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

/** Returns whether a text is a calendar date as `YYYY-MM-DD`; year 0 is none. */
export function isDateValue(value: string): boolean {
  return /^(?!0000)\d{4}-\d{2}-\d{2}$/.test(value) && isCalendarDate(value)
}

/** Stricter than `new URL`, which accepts `https:\\evil.com` and `https:evil.com` and drops tabs and newlines. */
function checkUrl(text: string): TraitError | undefined {
  const url = /^https?:\/\/[^\\\s]+$/i.test(text) ? parseUrl(text) : undefined
  if (!url) return 'notUrl'
  return url.username || url.password ? 'hasPassword' : undefined
}
