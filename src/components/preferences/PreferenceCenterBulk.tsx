'use client'
import { forwardRef, useContext, useEffect, useState, type HTMLAttributes, type JSX } from 'react'
import { usePreferenceBulkMessages } from '../../react/messages/usePreferenceBulkMessages.js'
import { getUndoOffers, type UndoOffer } from '../../react/preferences/undoOffers.js'
import { useStores } from '../../react/store/stores.js'
import { useSnapshot } from '../../react/store/useSnapshot.js'
import { partProps } from '../ui/partProps.js'
import { BulkPlaceContext } from './BulkSlot.js'
import { PreferenceBulkUndoBar } from './PreferenceBulkUndoBar.js'
import { usePreferenceCenterState } from './preferenceCenterState.js'
import { PreferenceGroupCheckbox } from './PreferenceGroupCheckbox.js'

/** The pause before an announcement, in milliseconds. Screen readers miss a text that appears together with its live region. */
const announceDelay = 150

/** Props of `PreferenceCenterBulk`. */
export type PreferenceCenterBulkProps = HTMLAttributes<HTMLDivElement>

/**
 * Renders a `<div>` that offers to undo the last change of several settings, for eight seconds, which stop while it has the focus or the pointer.
 * Ctrl+Z and Cmd+Z undo, too. As `bulk` of `PreferenceCenter` it is also a checkbox beside each group, channel and type that turns
 * their settings on or off. A channel or type for which the service has a switch needs none.
 * @example
 * <PreferenceCenter bulk={<PreferenceCenterBulk />} />
 */
export const PreferenceCenterBulk = forwardRef<HTMLDivElement, PreferenceCenterBulkProps>(
  function PreferenceCenterBulk(props, ref): JSX.Element {
    usePreferenceCenterState('PreferenceCenterBulk')
    const place = useContext(BulkPlaceContext)
    return place ? <PreferenceGroupCheckbox {...place} /> : <Undo {...props} ref={ref} />
  },
)

const Undo = forwardRef<HTMLDivElement, PreferenceCenterBulkProps>(function Undo(props, ref) {
  const { bulk: t } = usePreferenceBulkMessages()
  const offers = getUndoOffers(useStores('PreferenceCenterBulk'))
  const offer = useSnapshot(offers, (last) => last)
  /** The last announced offer, with the number of its settings then. */
  const [announced, setAnnounced] = useState<{ of: UndoOffer; count: number }>()
  const [isUndone, setUndone] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => {
      if (!offer) return
      setAnnounced({ of: offer, count: offer.save.countUndoable() })
      setUndone(false)
    }, announceDelay)
    return () => clearTimeout(timer)
  }, [offer])
  // A center that is shown later offers nothing of this one.
  useEffect(() => () => void offers.set(undefined), [offers])

  function undo({ save }: UndoOffer): void {
    void save.undo()
    setUndone(true)
    offers.set(undefined)
  }

  // Screen readers read an equal text again only after it was removed.
  let announcement = isUndone && !offer ? t.undone : ''
  if (offer && announced?.of === offer)
    announcement = `${t[`${offer.kind}Many`](announced.count)}. ${t.canUndo}`

  return (
    <div {...partProps('preference-center-bulk', props)} ref={ref}>
      <span className="ik-visually-hidden" aria-live="polite">
        {announcement}
      </span>
      {offer && (
        <PreferenceBulkUndoBar
          offer={offer}
          onEnd={() => offers.set(undefined)}
          onUndo={() => undo(offer)}
        />
      )}
    </div>
  )
})
