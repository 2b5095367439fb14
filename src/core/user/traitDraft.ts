import { parseNumber } from '../numberFormat.js'
import { numberText, traitProblemText, type TraitWords } from './traitProblem.js'
import {
  checkTrait,
  readTrait,
  storeTrait,
  type TraitField,
  type TraitFieldOf,
} from './traitFields.js'
import { validateWith } from './standardSchema.js'
import type { Json } from '../json.js'

export interface TraitDraftOptions extends TraitWords {
  /** The service holds strings only: a number is saved as `"5"`. */
  readonly asStrings: boolean
}

/** What can be saved, in its stored form, or what was entered and the sentence that says why it cannot. */
export interface TraitDraft {
  readonly value: Json | null
  readonly problem: string | undefined
}

/** What a person entered, checked. */
export function traitDraft(
  field: TraitField,
  entered: Json | null,
  options: TraitDraftOptions,
): TraitDraft {
  const value = storeTrait(entered, options.asStrings)
  const problem = checkTrait(field, value, options.asStrings)
  return { value, problem: problem && traitProblemText(field, problem, entered, options) }
}

/** What a person typed into an input, checked. */
export function typedTraitDraft(
  field: TraitField,
  text: string,
  options: TraitDraftOptions,
): TraitDraft {
  return traitDraft(field, enteredBy(field, text, options.locale), options)
}

function enteredBy(field: TraitField, text: string, locale: string): string | number | null {
  if (text.trim() === '') return null
  if (field.type === 'url') return text.trim()
  if (field.type !== 'number') return text
  return parseNumber(locale, text, { isWhole: isWhole(field) }) ?? text
}

/** Whether only whole numbers fit. */
export function isWhole({ min = 0, step = 0.1 }: TraitFieldOf<'number'>): boolean {
  return Number.isInteger(step) && Number.isInteger(min)
}

/** A stored value as the text of an input; none where that would be something else than what is stored. */
export function traitText(
  field: TraitField,
  stored: Json | null,
  locale: string,
): string | undefined {
  if (stored === null) return ''
  const value = field.type === 'number' ? readTrait(field, stored) : stored
  if (typeof value === 'object') return undefined
  if (typeof value !== 'number' || field.type !== 'number') return String(value)
  const text = numberText(locale, value)
  return parseNumber(locale, text, { isWhole: false }) === value ? text : String(value)
}

/** A stored value of any kind as people can read it. */
export function storedText(stored: Json): string {
  const text = typeof stored === 'string' ? stored : JSON.stringify(stored)
  const characters = Array.from(text)
  return characters.length > 200 ? `${characters.slice(0, 200).join('')}…` : text
}

/**
 * What is saved of a field, checked in full, its schema among it; to be awaited before a save. A schema sees numbers and yes or
 * no as such, also at a service that holds strings only.
 */
export async function validateTrait(
  field: TraitField,
  value: Json | null,
  options: TraitDraftOptions,
): Promise<{ readonly value: Json | null } | { readonly problem: string }> {
  const { asStrings, messages } = options
  const problem = checkTrait(field, value, asStrings)
  if (problem) return { problem: traitProblemText(field, problem, value, options) }
  if (!field.schema || value === null) return { value }
  const result = await validateWith(
    field.schema,
    asStrings ? readTrait(field, value) : value,
    messages,
  )
  return 'problem' in result ? result : { value: storeTrait(result.value, asStrings) }
}
