'use client'
import {
  forwardRef,
  useEffect,
  useId,
  useRef,
  useState,
  type FocusEvent,
  type ForwardedRef,
  type HTMLAttributes,
  type JSX,
} from 'react'
import { deviceNames } from '../../core/devices/deviceNames.js'
import { errorText } from '../../core/messages/sharedMessages.js'
import { useStores } from '../../react/store/stores.js'
import { useDevices } from '../../react/devices/useDevices.js'
import { useMessages } from '../../react/environment/useMessages.js'
import { DeviceListRow } from './DeviceListRow.js'
import { partProps } from '../ui/partProps.js'

export interface DeviceListProps extends Omit<HTMLAttributes<HTMLElement>, 'children'> {
  /** The level of its title. @default 2 */
  readonly headingLevel?: 1 | 2 | 3 | 4 | 5 | undefined
}

/**
 * Lists where push messages reach the person, and lets them remove a device; a token is never shown but for its end. It can be read only
 * where the service takes no devices from here, and where there are none then, as behind a handler without `allow: ['devices']`, it is
 * nothing. Renders a `<section>` with a list.
 * @selector [data-status="signed-out"] [data-status="loading"] [data-status="failed"] [data-status="unsupported"] [data-status="ready"] how its load went
 */
export const DeviceList = forwardRef<HTMLElement, DeviceListProps>(
  function DeviceList(props, ref): JSX.Element {
    const { userId } = useStores('DeviceList')
    // What was said to one person is nothing of the next one's.
    return <Section key={userId} {...props} root={ref} />
  },
)

interface SectionProps extends DeviceListProps {
  readonly root: ForwardedRef<HTMLElement>
}

function Section({ root, headingLevel = 2, ...props }: SectionProps): JSX.Element | null {
  const { account: t } = useMessages()
  const list = useDevices()
  const { status, devices, isReadOnly } = list
  const id = useId()
  const title = useRef<HTMLHeadingElement>(null)
  const [news, setNews] = useState('')
  const Title = `h${headingLevel}` as 'h2'
  const names = deviceNames(t, devices ?? [])
  const tokens = [...names.keys()]
  const { buttons, onFocus, onBlur } = useKeptFocus(tokens, title)
  const isUseless = status === 'unsupported' || (status === 'ready' && tokens.length === 0)
  if (isReadOnly && isUseless) return null

  async function remove(token: string, name: string): Promise<void> {
    // The same words are heard again only if they were gone.
    setNews('')
    const result = await list.remove(token)
    if (result.status === 'saved') setNews(t.removedNamed(name))
    if (result.status === 'failed') setNews(t.notRemovedNamed(name))
  }

  const spoken = { loading: t.devicesLoading, failed: t.devicesLoadFailed, ready: news }
  return (
    <section
      aria-labelledby={`${id}-title`}
      {...partProps('device-list', props)}
      ref={root}
      data-status={status}
      aria-busy={status === 'loading'}
    >
      <header className="ik-device-list-header">
        <Title className="ik-device-list-title" id={`${id}-title`} ref={title} tabIndex={-1}>
          {t.devicesTitle}
        </Title>
        <p className="ik-device-list-description">{t.devicesDescription}</p>
      </header>
      {tokens.length > 0 ? (
        <ul className="ik-device-list-rows" role="list">
          {[...names].map(([token, name]) => (
            <DeviceListRow
              key={token}
              ref={buttons(token)}
              name={name}
              isRemoving={list.isRemoving(token)}
              error={list.getSaveState(token).saveError}
              onRemove={isReadOnly ? undefined : () => void remove(token, name.whole)}
              onFocus={() => onFocus(token)}
              onBlur={onBlur}
            />
          ))}
        </ul>
      ) : (
        <Notice list={list} onRetry={() => title.current?.focus()} />
      )}
      <div role="status" className="ik-visually-hidden">
        {status === 'signed-out' || status === 'unsupported' ? '' : spoken[status]}
      </div>
    </section>
  )
}

interface NoticeProps {
  readonly list: ReturnType<typeof useDevices>
  readonly onRetry: () => void
}

/** Stands in the place of the rows while there are none. */
function Notice({ list, onRetry }: NoticeProps): JSX.Element {
  const messages = useMessages()
  const { account: t } = messages
  const { status, loadError, devices, reload } = list
  if (status === 'loading')
    return (
      <div className="ik-device-list-rows" aria-hidden="true">
        {[1, 2].map((row) => (
          <div key={row} className="ik-skeleton-row">
            <span className="ik-skeleton-text" />
          </div>
        ))}
      </div>
    )
  const texts = {
    'signed-out': t.devicesSignedOut,
    failed: t.devicesLoadFailed,
    unsupported: t.devicesUnsupported,
    ready: devices ? t.devicesEmpty : t.devicesUnlisted,
  }
  return (
    <div className="ik-device-list-notice">
      <p className="ik-device-list-notice-text">{texts[status]}</p>
      {status === 'failed' && loadError && (
        <p className="ik-device-list-description">{errorText(messages, loadError)}</p>
      )}
      {status === 'failed' && (
        <button
          type="button"
          className="ik-button"
          onClick={() => {
            // The button goes; the keyboard must not fall out of the page with it.
            onRetry()
            void reload()
          }}
        >
          {messages.retry}
        </button>
      )}
    </div>
  )
}

/** Where a row goes that has the focus, the next one's button gets it, or the title where there is no next one. */
function useKeptFocus(tokens: readonly string[], title: { readonly current: HTMLElement | null }) {
  const elements = useRef(new Map<string, HTMLButtonElement>())
  const focused = useRef<string>(undefined)
  const before = useRef(tokens)
  useEffect(() => {
    const { current: had } = before
    const { current: token } = focused
    before.current = tokens
    if (token === undefined || tokens.includes(token)) return
    focused.current = undefined
    const next = had.slice(had.indexOf(token) + 1).find((one) => tokens.includes(one))
    const button = next === undefined ? undefined : elements.current.get(next)
    ;(button ?? title.current)?.focus()
  })
  return {
    buttons: (token: string) => (element: HTMLButtonElement | null) => {
      if (element) elements.current.set(token, element)
      else elements.current.delete(token)
    },
    onFocus: (token: string) => (focused.current = token),
    onBlur: ({ currentTarget }: FocusEvent) => {
      // Not where the whole page lost it.
      if (document.activeElement !== currentTarget) focused.current = undefined
    },
  }
}
