import type { TraitDraftOptions } from '../../core/user/traitDraft.js'
import type { TraitField, TraitFieldOf } from '../../core/user/traitFields.js'
import type { Json } from '../../core/json.js'
import { useLocale } from '../../react/environment/useLocale.js'
import { useMessages } from '../../react/environment/useMessages.js'
import type { ControlProps, ValueProps } from './controlProps.js'

/** The props of the control for one type of trait. */
export interface TraitControlProps<Type extends TraitField['type']>
  extends ControlProps, ValueProps<Json> {
  readonly field: TraitFieldOf<Type>
  /** Whether the service stores traits as strings only. */
  readonly asStrings: boolean
}

/** Returns the options with which a control checks its value. */
export function useTraitOptions(asStrings: boolean): TraitDraftOptions {
  return { messages: useMessages(), locale: useLocale(), asStrings }
}
