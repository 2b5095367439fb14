'use client'
import { forwardRef, useId, useRef, useState, type HTMLAttributes, type JSX } from 'react'
import type { PushMessages } from '../../core/messages/pushMessages.js'
import {
  usePushDevice,
  type PushDeviceStatus,
  type UsePushDeviceOptions,
} from '../../react/devices/usePushDevice.js'
import { usePushMessages } from '../../react/messages/usePushMessages.js'
import { useIsReadOnly } from '../../react/readOnly/useIsReadOnly.js'
import { useStores } from '../../react/store/stores.js'
import { useRootProps } from '../ui/partProps.js'
import { SaveError } from '../ui/SaveError.js'
import { useSaveMark } from '../ui/SaveMark.js'
import { Switch } from '../ui/Switch.js'

/** The props of `PushDevice`. */
export interface PushDeviceProps
  extends Omit<HTMLAttributes<HTMLDivElement>, 'children'>, UsePushDeviceOptions {}

/**
 * Renders a `<div>` with a switch that turns push messages of this browser on and off, and says what the browser permits: if it blocks
 * them, how to unblock them. The browser asks for the permission only when the switch is pressed. Renders nothing while the user is signed
 * out, where the service registers no devices, and on a read-only page.
 * @example
 * <PushDevice vapidKey={vapidKey} serviceWorker="/push-worker.js" />
 * @selector [data-status="loading"] [data-status="unsupported"] [data-status="askable"] [data-status="denied"] [data-status="on"] [data-status="off"] whether this browser receives push messages
 */
export const PushDevice = forwardRef<HTMLDivElement, PushDeviceProps>(
  function PushDevice(props, ref): JSX.Element | null {
    const { vapidKey, serviceWorker, channelId, ...rest } = props
    const messages = usePushMessages()
    const { push: t } = messages
    const device = usePushDevice({ vapidKey, serviceWorker, channelId })
    const { status, saveStatus, enable, disable, retry } = device
    const isReadOnly = useIsReadOnly()
    const { capabilities } = useStores('PushDevice')
    const control = useRef<HTMLButtonElement>(null)
    const [wasAsked, setWasAsked] = useState(false)
    const save = useSaveMark(saveStatus)
    const texts = getTexts(t, status)
    const root = useRootProps('push-device', rest)
    const id = useId()
    if (status === 'signed-out' || isReadOnly || capabilities()?.devices === false) return null
    const isOn = status === 'on'
    const canChange = isOn || status === 'off' || status === 'askable'
    // How to unblock notifications is more than why an earlier change failed.
    const error = canChange ? device.saveError : undefined

    function toggle(): void {
      setWasAsked(true)
      void (isOn ? disable() : enable())
    }

    const announcements = {
      idle: wasAsked && status === 'denied' ? texts.join(' ') : '',
      saving: '',
      // Not of a browser whose permission was taken back since.
      saved: isOn ? messages.savedOn(t.title) : status === 'off' ? messages.savedOff(t.title) : '',
      failed: messages.notSavedNamed(t.title),
    }
    return (
      <div {...root} ref={ref} data-status={status} data-save={save}>
        <span className="ik-push-device-text">
          <span className="ik-push-device-title" aria-hidden="true" dir="auto">
            {t.title}
          </span>
          {error ? (
            <SaveError id={id} name={t.title} error={error} retry={retry} control={control} />
          ) : (
            <span className="ik-push-device-help" id={`${id}-help`} dir="auto">
              {texts.map((text) => (
                <span key={text}>{`${text} `}</span>
              ))}
              {/* As high as the text that replaces it. */}
              {status === 'loading' && <span aria-hidden="true">{'\u00A0'}</span>}
            </span>
          )}
        </span>
        {status === 'loading' ? (
          <span className="ik-skeleton-switch" aria-hidden="true" />
        ) : (
          status !== 'unsupported' && (
            <Switch
              ref={control}
              isOn={isOn}
              label={t.title}
              isReadOnly={!canChange}
              save={save}
              describedBy={error ? `${id} ${id}-why` : `${id}-help`}
              onToggle={toggle}
            />
          )
        )}
        <span role="status" className="ik-visually-hidden">
          {announcements[saveStatus]}
        </span>
      </div>
    )
  },
)

/** Returns what the browser permits. */
function getTexts(t: PushMessages, status: PushDeviceStatus): readonly string[] {
  if (status === 'signed-out' || status === 'loading') return []
  if (status === 'denied') return [t.denied, t.deniedHelp]
  if (status === 'unsupported' && isAppleMobile()) return [t.unsupported, t.installHelp]
  return [t[status]]
}

/** Returns whether the page is open on an iPhone or iPad. An iPad calls itself a Mac, and no Mac has a touch screen. */
function isAppleMobile(): boolean {
  const { userAgent, maxTouchPoints } = navigator
  return /iPhone|iPad|iPod/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1)
}
