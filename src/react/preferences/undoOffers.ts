import { perUserStore } from '../store/perUserStore.js'
import { createValueStore } from '../store/valueStore.js'
import type { Stores } from '../store/stores.js'
import type { PreferenceSave } from './savePreferences.js'

/** A change of several settings that can be undone. */
export interface UndoOffer {
  readonly kind: 'turnedOn' | 'turnedOff' | 'reset'
  readonly save: PreferenceSave
  /** The control that made the change. */
  readonly control: HTMLElement
}

/** Returns the store of the last change that a user may undo. */
export const getUndoOffers = /* @__PURE__ */ perUserStore(() =>
  createValueStore<UndoOffer | undefined>(undefined),
)

/** Offers to undo a change, if something shows offers. */
export function offerUndo(stores: Stores, offer: UndoOffer): void {
  const offers = getUndoOffers(stores)
  if (offers.hasListeners()) offers.set(offer)
}
