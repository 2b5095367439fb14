import type { TraitDraft, TraitDraftOptions } from '../../core/user/traitDraft.js'
import type { TraitField, TraitFieldOf } from '../../core/user/traitFields.js'
import type { Json } from '../../core/json.js'
import type { ControlProps } from './controlProps.js'

/** The props of the control for one type of trait. */
export interface TraitControlProps<Type extends TraitField['type']> extends ControlProps {
  readonly field: TraitFieldOf<Type>
  /** The options with which the control checks its value. */
  readonly options: TraitDraftOptions
  readonly value: Json | null
  readonly onDraft: (draft: TraitDraft) => void
}
