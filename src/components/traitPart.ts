import type { TraitDraftOptions } from '../core/traitDraft.js'
import type { TraitField, TraitFieldOf } from '../core/traitFields.js'
import type { Json } from '../core/traits.js'
import { useLocale } from '../react/useLocale.js'
import { useMessages } from '../react/useMessages.js'
import type { ControlProps, ValueProps } from './field.js'

/** What the control of one type of trait takes. */
export interface TraitPartProps<Type extends TraitField['type']>
  extends ControlProps, ValueProps<Json> {
  readonly field: TraitFieldOf<Type>
  readonly asStrings: boolean
}

/** How a control checks what is entered. */
export function useTraitOptions(asStrings: boolean): TraitDraftOptions {
  return { messages: useMessages(), locale: useLocale(), asStrings }
}

/** The ids of what describes a control, its own texts first. */
export function describedBy(...ids: readonly (string | false | undefined)[]): string | undefined {
  return ids.filter(Boolean).join(' ') || undefined
}
