import type { TraitDraftOptions } from '../../core/user/traitDraft.js'
import type { TraitField, TraitFieldOf } from '../../core/user/traitFields.js'
import type { Json } from '../../core/json.js'
import { useLocale } from '../../react/environment/useLocale.js'
import { useMessages } from '../../react/environment/useMessages.js'
import type { ControlProps, ValueProps } from './controlProps.js'

/** What the control of one type of trait takes. */
export interface TraitControlProps<Type extends TraitField['type']>
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
