import { parseNumber } from '../numberFormat.js'
import { numberText, formatTraitError, type TraitTextOptions } from './traitError.js'
import {
  checkTrait,
  readTrait,
  toStoredTrait,
  type TraitField,
  type TraitFieldOf,
} from './traitFields.js'
import { validateWith } from './standardSchema.js'
import type { Json } from '../json.js'
import { isBlank, trimText } from '../text.js'

/** Options of trait drafts. */
export interface TraitDraftOptions extends TraitTextOptions {
  /** Whether the service stores only strings: a number is saved as `"5"`. */
  readonly asStrings: boolean
}

/** A value in its stored form and its error message. */
export interface TraitDraft {
  readonly value: Json | null
  readonly error: string | undefined
}

/** Checks an entered value. */
export function createTraitDraft(
  field: TraitField,
  entered: Json | null,
  options: TraitDraftOptions,
): TraitDraft {
  const value = toStoredTrait(entered, options.asStrings)
  const error = checkTrait(field, value, options.asStrings)
  return { value, error: error && formatTraitError(field, error, entered, options) }
}

/** Parses and checks the text of an input. */
export function parseTraitDraft(
  field: TraitField,
  text: string,
  options: TraitDraftOptions,
): TraitDraft {
  return createTraitDraft(field, parseInput(field, text, options.locale), options)
}

function parseInput(field: TraitField, text: string, locale: string): string | number | null {
  if (isBlank(text)) return null
  if (field.type !== 'number') return trimText(text)
  return parseNumber(locale, text, { isInteger: isIntegerField(field) }) ?? text
}

/** Returns whether a number field accepts only integers. */
export function isIntegerField({ min = 0, step = 0.1 }: TraitFieldOf<'number'>): boolean {
  return Number.isInteger(step) && Number.isInteger(min)
}

/** Formats a stored value for an input. Returns `undefined` for an object or a list. */
export function formatTraitValue(
  field: TraitField,
  stored: Json | null,
  locale: string,
): string | undefined {
  if (stored === null) return ''
  const value = field.type === 'number' ? readTrait(field, stored) : stored
  if (typeof value === 'object') return undefined
  if (typeof value !== 'number' || field.type !== 'number') return String(value)
  const text = numberText(locale, value)
  return parseNumber(locale, text, { isInteger: false }) === value ? text : String(value)
}

/** Formats a stored value of any type, at most 200 characters of it. */
export function formatStoredValue(stored: Json): string {
  const text = typeof stored === 'string' ? stored : JSON.stringify(stored)
  const characters = Array.from(text)
  return characters.length > 200 ? `${characters.slice(0, 200).join('')}…` : text
}

/** Checks a stored value with the checks of its type and its schema. The schema gets the parsed value, even with `asStrings`. */
export async function validateTrait(
  field: TraitField,
  value: Json | null,
  options: TraitDraftOptions,
): Promise<{ readonly value: Json | null } | { readonly error: string }> {
  const { asStrings, messages } = options
  const error = checkTrait(field, value, asStrings)
  if (error) return { error: formatTraitError(field, error, value, options) }
  if (!field.schema || value === null) return { value }
  const result = await validateWith(
    field.schema,
    asStrings ? readTrait(field, value) : value,
    messages,
  )
  return 'error' in result ? result : { value: toStoredTrait(result.value, asStrings) }
}
