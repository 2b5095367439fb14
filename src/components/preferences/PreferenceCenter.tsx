'use client'
import { Fragment, forwardRef, useId, type HTMLAttributes, type ReactNode } from 'react'
import { usePreferenceMessages } from '../../react/messages/usePreferenceMessages.js'
import { usePreferenceStatus } from '../../react/preferences/usePreferenceStatus.js'
import { HeadingLevelContext } from '../ui/headingLevel.js'
import { ReadOnlyNotice } from '../ui/ReadOnlyNotice.js'
import { HasSaveBarContext } from '../ui/SaveBar.js'
import { partProps, useRootProps } from '../ui/partProps.js'
import { PreferenceCenterFooter } from './PreferenceCenterFooter.js'
import { PreferenceCenterList } from './PreferenceCenterList.js'
import { PreferenceCenterNotice } from './PreferenceCenterNotice.js'
import {
  PreferenceCenterProvider,
  usePreferenceCenterState,
  type PreferenceCenterState,
} from './preferenceCenterState.js'
import { PreferenceCenterStatus } from './PreferenceCenterStatus.js'
import { PreferenceCenterSubscribed } from './PreferenceCenterSubscribed.js'
import { PreferenceFilterProvider } from './PreferenceFilterProvider.js'

/** Props of `PreferenceCenter`. */
export interface PreferenceCenterProps extends Omit<HTMLAttributes<HTMLElement>, 'title'> {
  /** Whether to show the title and its description. Without them, the page needs a heading of its own. @default true */
  readonly title?: boolean | undefined
  /** The heading level of the title; groups are one level below. @default 2 */
  readonly headingLevel?: PreferenceCenterState['headingLevel'] | undefined
  /** Shown while the user is signed out: a link or a button that signs in. */
  readonly signIn?: ReactNode
  /** The question about the time zone of the default layout: `<TimezoneMismatch />`. */
  readonly timezone?: ReactNode
  /** The pause of all notifications in the default layout: `<PauseAll />`. */
  readonly pause?: ReactNode
  /** The channels that don't reach the user, of the default layout: `<ChannelReach />`. */
  readonly reach?: ReactNode
  /** The filter above the settings of the default layout: `<PreferenceCenterFilter />`. */
  readonly filter?: ReactNode
  /** How often messages come, in each row whose type has a frequency: `<PreferenceFrequency />`. */
  readonly frequency?: ReactNode
  /** Checkboxes beside each group, channel and type that turn their settings on or off, and the undo: `<PreferenceCenterBulk />`. */
  readonly bulk?: ReactNode
  /** The hours of notifications in the default layout: `<NotificationSchedule />`. */
  readonly schedule?: ReactNode
  /** The streak settings of the default layout: `<StreakSettings />`. */
  readonly streak?: ReactNode
}

/**
 * Renders a `<section>` in which users choose which messages they receive on which channels. Each switch saves at once. Children replace
 * the default layout.
 * @selector [data-status="signed-out"] [data-status="loading"] [data-status="failed"] [data-status="unsupported"] [data-status="ready"] the load status
 * @example
 * <PreferenceCenter streak={<StreakSettings />} />
 */
export const PreferenceCenter = forwardRef<HTMLElement, PreferenceCenterProps>(
  function PreferenceCenter(
    {
      title = true,
      headingLevel = 2,
      signIn,
      timezone,
      pause,
      reach,
      filter,
      frequency,
      bulk,
      schedule,
      streak,
      children,
      ...props
    },
    ref,
  ) {
    const { status } = usePreferenceStatus()
    const { preferences: t } = usePreferenceMessages()
    const titleId = useId()
    return (
      <PreferenceCenterProvider value={{ titleId, headingLevel, signIn, frequency, bulk }}>
        <section
          aria-label={title ? undefined : t.title}
          aria-labelledby={title ? titleId : undefined}
          {...useRootProps('preference-center', props)}
          ref={ref}
          tabIndex={-1}
          data-status={status}
          aria-busy={status === 'loading'}
        >
          <HasSaveBarContext.Provider value>
            <PreferenceFilterProvider>
              {children ?? (
                <>
                  {title && <PreferenceCenterHeader />}
                  {status === 'ready' && <ReadOnlyNotice />}
                  <PreferenceCenterNotice />
                  <Fragment>{timezone}</Fragment>
                  <Fragment>{pause}</Fragment>
                  <Fragment>{reach}</Fragment>
                  <Fragment>{filter}</Fragment>
                  <PreferenceCenterList />
                  <HeadingLevelContext.Provider value={(headingLevel + 1) as 2}>
                    <Fragment>{schedule}</Fragment>
                    <Fragment>{streak}</Fragment>
                  </HeadingLevelContext.Provider>
                  <PreferenceCenterSubscribed />
                  <PreferenceCenterFooter />
                </>
              )}
            </PreferenceFilterProvider>
          </HasSaveBarContext.Provider>
          <Fragment>{bulk}</Fragment>
          <PreferenceCenterStatus />
        </section>
      </PreferenceCenterProvider>
    )
  },
)

/** Props of `PreferenceCenterHeader`. */
export interface PreferenceCenterHeaderProps extends HTMLAttributes<HTMLElement> {}

/**
 * Renders a `<header>` with the title and the description of the center. Children replace both texts.
 * @example
 * <PreferenceCenter>
 *   <PreferenceCenterHeader>Email and push</PreferenceCenterHeader>
 *   <PreferenceCenterList />
 * </PreferenceCenter>
 */
export const PreferenceCenterHeader = forwardRef<HTMLElement, PreferenceCenterHeaderProps>(
  function PreferenceCenterHeader({ children, ...props }, ref) {
    const { preferences: t } = usePreferenceMessages()
    const { titleId, headingLevel } = usePreferenceCenterState('PreferenceCenterHeader')
    const Title = `h${headingLevel}` as 'h2'
    return (
      <header {...partProps('preference-center-header', props)} ref={ref}>
        <Title className="ik-preference-center-title" id={titleId}>
          {children ?? t.title}
        </Title>
        {!children && (
          <p className="ik-preference-center-description" dir="auto">
            {t.description}
          </p>
        )}
      </header>
    )
  },
)
