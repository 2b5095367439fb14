'use client'
import { forwardRef, type HTMLAttributes, type JSX } from 'react'
import { listChangedDefaults } from '../../core/preferences/changedDefaults.js'
import { usePreferenceMessages } from '../../react/messages/usePreferenceMessages.js'
import { getPreferenceStore } from '../../react/preferences/preferenceStore.js'
import { savePreferences } from '../../react/preferences/savePreferences.js'
import { offerUndo } from '../../react/preferences/undoOffers.js'
import { usePreferenceSnapshot } from '../../react/preferences/usePreferenceSnapshot.js'
import { useStores } from '../../react/store/stores.js'
import { partProps } from '../ui/partProps.js'
import { findFocusable, useFocusFallback } from '../ui/useFocusFallback.js'
import { usePreferenceCenterState } from './preferenceCenterState.js'

/** Props of `PreferenceCenterFooter`. */
export type PreferenceCenterFooterProps = HTMLAttributes<HTMLDivElement>

/**
 * Renders a `<div>` that says how many settings differ from their defaults, with a button that resets them if the service can forget a
 * choice. Renders nothing if none differs or no default is known.
 * @example
 * <PreferenceCenter>
 *   <PreferenceCenterList />
 *   <PreferenceCenterFooter />
 * </PreferenceCenter>
 */
export const PreferenceCenterFooter = forwardRef<HTMLDivElement, PreferenceCenterFooterProps>(
  function PreferenceCenterFooter(props, ref): JSX.Element | null {
    usePreferenceCenterState('PreferenceCenterFooter')
    const { preferences: t } = usePreferenceMessages()
    const stores = useStores('PreferenceCenterFooter')
    const store = getPreferenceStore(stores)
    const { count, total, canReset } = usePreferenceSnapshot(stores, ({ data }) => {
      const list = listChangedDefaults(data)
      return {
        count: list.changed.length,
        total: list.total,
        canReset: stores.capabilities()?.preferences?.rules.clear === true,
      }
    })
    const button = useFocusFallback<HTMLButtonElement>(findFocusable)
    if (count === 0) return null

    function reset(control: HTMLElement): void {
      const { changed } = listChangedDefaults(store.getSnapshot().data)
      const save = savePreferences(stores, changed, true)
      offerUndo(stores, { kind: 'reset', save, control })
    }

    return (
      <div {...partProps('preference-center-footer', props)} ref={ref}>
        <span className="ik-preference-center-count" dir="auto">
          {t.changedCount(count, total)}
        </span>
        {canReset && (
          <button
            type="button"
            className="ik-link ik-preference-center-reset"
            data-tone="muted"
            ref={button}
            onClick={({ currentTarget }) => reset(currentTarget)}
          >
            {t.reset}
          </button>
        )}
      </div>
    )
  },
)
