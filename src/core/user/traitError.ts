import { formatNumber } from '../numberFormat.js'
import type { Messages } from '../messages/messages.js'
import {
  getBound,
  isDateValue,
  maxUrlLength,
  countSteps,
  type TraitField,
  type TraitFieldOf,
  type TraitError,
} from './traitFields.js'
import type { Json } from '../json.js'

/** Options of texts about traits. */
export interface TraitTextOptions {
  readonly messages: Pick<Messages, 'traits' | 'profile'>
  /** The locale of numbers and dates. */
  readonly locale: string
}

/** Returns the message of a trait error. */
export function formatTraitError(
  field: TraitField,
  error: TraitError,
  value: Json | null,
  { messages, locale }: TraitTextOptions,
): string {
  const { traits: t, profile } = messages
  if (error === 'required') {
    return field.type === 'boolean' ? t.mustBeOn(field.label) : profile.required(field.label)
  }
  if (error === 'tooLong') {
    const most = field.type === 'text' ? (field.maxLength ?? 0) : maxUrlLength
    return profile.tooLong(formatNumber(locale, most))
  }
  if (error === 'tooSmall' || error === 'tooEarly') return t[error](boundText(field, 'min', locale))
  if (error === 'tooLarge' || error === 'tooLate') return t[error](boundText(field, 'max', locale))
  if (error !== 'offStep') return t[error]
  return field.type === 'number' ? stepText(field, Number(value), t, locale) : ''
}

/** Formats a number with all its decimals. */
export const numberText = (locale: string, value: number) => formatNumber(locale, value, 20)

function boundText(field: TraitField, end: 'min' | 'max', locale: string): string {
  if (field.type === 'number') return numberText(locale, getBound(field, end))
  const day = field.type === 'date' ? (field[end] ?? '') : ''
  if (!isDateValue(day)) return day
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })
  return format.format(new Date(`${day}T00:00:00Z`))
}

function stepText(
  { min = 0, max = Infinity, step = 1 }: TraitFieldOf<'number'>,
  value: number,
  t: Messages['traits'],
  locale: string,
): string {
  if (step === 1 && Number.isInteger(min)) return t.notWhole
  const begin = Number.isFinite(min) ? min : 0
  // Rounds off the errors of floating-point steps.
  const at = (steps: number) => Math.round((begin + steps * step) * 1e6) / 1e6
  const below = Math.floor(countSteps(value, min, step))
  const lower = numberText(locale, at(below))
  const above = at(below + 1)
  return above > max ? t.offLastStep(lower) : t.offStep(lower, numberText(locale, above))
}
