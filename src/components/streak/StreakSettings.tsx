'use client'
import { forwardRef, useContext, useEffect, useId, useRef, type HTMLAttributes } from 'react'
import type { IdentikitError } from '../../core/errors.js'
import type { StreakEnd } from '../../core/streak/streakEnd.js'
import { canHaveDaysOff, formatStreakRule } from '../../core/streak/streakTexts.js'
import { useLocale } from '../../react/environment/useLocale.js'
import { useOnline } from '../../react/environment/useOnline.js'
import { useSaveSummaryOf } from '../../react/saving/useSaveSummary.js'
import { useStores } from '../../react/store/stores.js'
import { useStreakMessages } from '../../react/messages/useStreakMessages.js'
import { useIsReadOnly } from '../../react/readOnly/useIsReadOnly.js'
import { useStreak } from '../../react/streak/useStreak.js'
import { useStreakEnd } from '../../react/streak/useStreakEnd.js'
import { useStreakAnnouncer } from '../../react/streak/useStreakAnnouncer.js'
import { Icon } from '../ui/Icon.js'
import { flamePath } from '../ui/iconPaths.js'
import { LoadNotice } from '../ui/LoadNotice.js'
import { getOfflineText, HasSaveBarContext, useSaveBar } from '../ui/SaveBar.js'
import { ReadOnlyNotice } from '../ui/ReadOnlyNotice.js'
import { SaveError } from '../ui/SaveError.js'
import { useSaveMark } from '../ui/SaveMark.js'
import { HeadingLevelContext } from '../ui/headingLevel.js'
import { useRootProps } from '../ui/partProps.js'
import { StreakDays } from './StreakDays.js'
import { StreakMetric } from './StreakMetric.js'
import { StreakMode } from './StreakMode.js'
import { StreakSettingsProvider, useStreakSettingsState } from './streakSettingsState.js'
import { Switch } from '../ui/Switch.js'

/** Props of `StreakSettings`. */
export interface StreakSettingsProps extends HTMLAttributes<HTMLElement> {
  /** The heading level of the title. @default 2, or in `streak` of a `PreferenceCenter` one below the center's */
  readonly headingLevel?: 1 | 2 | 3 | 4 | 5 | undefined
}

/**
 * Renders a `<section>` in which users turn their streak on and choose metrics, goals and days off. Each change saves at once. Children
 * replace the parts below the main switch.
 * @selector [data-status="signed-out"] [data-status="loading"] [data-status="failed"] [data-status="unsupported"] [data-status="ready"] the load status
 * @example
 * <StreakSettings />
 */
export const StreakSettings = forwardRef<HTMLElement, StreakSettingsProps>(
  function StreakSettings(props, ref) {
    const { userId } = useStores('StreakSettings')
    // Resets unsaved input and announcements when the user changes.
    return <Section key={userId} {...props} ref={ref} />
  },
)

const Section = forwardRef<HTMLElement, StreakSettingsProps>(function Section(
  { headingLevel, children, ...props },
  ref,
) {
  const messages = useStreakMessages()
  const { streak: t } = messages
  const streak = useStreak()
  const { status, metrics } = streak
  const { announcement, announce } = useStreakAnnouncer(metrics)
  // Read here, so that it shares one request with the settings.
  const end = useStreakEnd()
  const titleId = useId()
  const level = useContext(HeadingLevelContext)
  const Title = `h${headingLevel ?? level}` as 'h2'
  const hasBarAround = useContext(HasSaveBarContext)
  const isOnline = useOnline()
  const offlineText = isOnline || hasBarAround ? undefined : getOfflineText(messages, status)
  const loadText = status === 'loading' ? t.loading : status === 'failed' && t.loadFailed
  return (
    <StreakSettingsProvider value={{ ...streak, announce }}>
      <section
        aria-labelledby={titleId}
        {...useRootProps('streak-settings', props)}
        ref={ref}
        tabIndex={-1}
        data-status={status}
        aria-busy={status === 'loading'}
      >
        <header className="ik-streak-settings-header">
          <Title className="ik-streak-settings-title" id={titleId}>
            {t.title}
          </Title>
          <p className="ik-streak-settings-description">{t.description}</p>
        </header>
        {status === 'ready' && !hasBarAround && <ReadOnlyNotice />}
        {status === 'ready' && <Bar error={streak.loadError} />}
        {status === 'ready' ? (
          <>
            <Enabled end={end} />
            <Rule>
              {children ?? (
                <>
                  {metrics.map(({ key }) => (
                    <StreakMetric key={key} metric={key} />
                  ))}
                  <StreakMode />
                  <StreakDays />
                </>
              )}
            </Rule>
          </>
        ) : (
          <MissingSettings />
        )}
        <div role="status" className="ik-streak-settings-status ik-visually-hidden">
          {[loadText, offlineText ?? announcement].filter(Boolean).join(' ')}
        </div>
      </section>
    </StreakSettingsProvider>
  )
})

/** Renders the bar above the settings, unless a preference center around them has one. */
function Bar({ error }: { readonly error: IdentikitError | undefined }) {
  const summary = useSaveSummaryOf('streak')
  const shown = useSaveBar(useContext(HasSaveBarContext) ? undefined : summary, error)
  if (!shown) return null
  return (
    <div className="ik-streak-settings-bar" data-notice={shown.kind}>
      {shown.bar}
    </div>
  )
}

/** Renders the main switch beside the streak so far, the rule and the end of the day. */
function Enabled({ end }: { readonly end: StreakEnd | undefined }) {
  const state = useStreakSettingsState('StreakSettings')
  const messages = useStreakMessages()
  const locale = useLocale()
  const id = useId()
  const control = useRef<HTMLButtonElement>(null)
  const isViewOnly = useIsReadOnly()
  const { streak, metrics, frequency, length, update, getSaveState } = state
  const { streak: t } = messages
  const { saveStatus, saveError: error, retry } = getSaveState('enabled')
  const mark = useSaveMark(saveStatus)
  const isOn = streak?.enabled === true
  const duration = end && t.duration(Math.floor(end.minutes / 60), end.minutes % 60)
  const texts = [
    isOn && length !== undefined
      ? length === 0
        ? t.noCurrent
        : t.current[frequency ?? 'other'](length)
      : undefined,
    streak && isOn ? formatStreakRule(messages, locale, streak, metrics, frequency) : t.off,
    isOn && end && duration !== undefined && canHaveDaysOff(frequency)
      ? t.dayEnds(end.city, duration)
      : undefined,
  ]
  const first = texts.findIndex((text) => text !== undefined)
  return (
    <div className="ik-streak-enabled" data-save={mark} data-off={isOn ? undefined : ''}>
      <span className="ik-streak-flame">
        <Icon path={flamePath} />
      </span>
      <span className="ik-streak-text">
        {texts.map(
          (text, index) =>
            text !== undefined && (
              <span
                key={index}
                id={index === 1 ? `${id}-rule` : undefined}
                className={index === first ? 'ik-streak-name' : 'ik-streak-hint'}
              >
                {text}
              </span>
            ),
        )}
        {error && (
          <SaveError id={id} name={t.enabled} error={error} retry={retry} control={control} />
        )}
      </span>
      <Switch
        ref={control}
        isOn={isOn}
        label={t.enabled}
        isReadOnly={isViewOnly}
        save={mark}
        describedBy={error ? `${id} ${id}-why` : `${id}-rule`}
        onToggle={() => void update((shown) => ({ enabled: !shown.enabled }))}
      />
    </div>
  )
}

/** Renders the rule, disabled while the streak is off or if the service refuses to change it. */
function Rule({ children }: Pick<StreakSettingsProps, 'children'>) {
  const { streak, isReadOnly } = useStreakSettingsState('StreakSettings')
  const isViewOnly = useIsReadOnly()
  const { streak: t } = useStreakMessages()
  const place = useRef<HTMLDivElement>(null)
  const reason = useRef<HTMLParagraphElement>(null)
  const hadFocus = useRef(false)
  const isOff = streak?.enabled === false
  const isDisabled = isOff || isReadOnly
  useEffect(() => {
    // A disabled control can't keep the focus.
    if (isDisabled && hadFocus.current) (reason.current ?? place.current)?.focus()
  }, [isDisabled])
  return (
    <div
      className="ik-streak-rule"
      ref={place}
      tabIndex={-1}
      onFocus={() => (hadFocus.current = true)}
      onBlur={() => (hadFocus.current = false)}
    >
      {isReadOnly && !isViewOnly && (
        <p className="ik-streak-read-only" ref={reason} tabIndex={-1}>
          {t.readOnly}
        </p>
      )}
      <fieldset className="ik-streak-fieldset" disabled={isDisabled}>
        {children}
      </fieldset>
    </div>
  )
}

/** Renders a skeleton, the error and Retry, or a sentence in place of the settings. */
function MissingSettings() {
  const load = useStreakSettingsState('StreakSettings')
  const { streak: t } = useStreakMessages()
  if (load.status === 'loading')
    return (
      <div aria-hidden="true">
        <div className="ik-streak-enabled">
          <span className="ik-streak-flame" data-off="" />
          <span className="ik-skeleton-text" />
          <span className="ik-skeleton-switch" />
        </div>
        {load.metrics.map(({ key }) => (
          <div key={key} className="ik-streak-metric">
            <span className="ik-skeleton-text" />
            <span className="ik-skeleton-switch" />
          </div>
        ))}
        <div className="ik-streak-days">
          <span className="ik-skeleton-text" />
          <span className="ik-streak-week">
            {[1, 2, 3, 4, 5, 6, 7].map((day) => (
              <span key={day} className="ik-streak-skeleton-day" />
            ))}
          </span>
        </div>
      </div>
    )
  const texts = { 'signed-out': t.signedOut, failed: t.loadFailed, unsupported: t.unsupported }
  return <LoadNotice load={load} text={load.status === 'ready' ? undefined : texts[load.status]} />
}
