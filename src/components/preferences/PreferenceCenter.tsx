'use client'
import { forwardRef, useId, type HTMLAttributes, type JSX } from 'react'
import { useSharedMessages } from '../../react/environment/useSharedMessages.js'
import { usePreferenceStatus } from '../../react/preferences/usePreferenceStatus.js'
import { partProps } from '../ui/partProps.js'
import { PreferenceCenterChannels } from './PreferenceCenterChannels.js'
import { PreferenceCenterList } from './PreferenceCenterList.js'
import { PreferenceCenterNotice } from './PreferenceCenterNotice.js'
import {
  PreferenceCenterProvider,
  usePreferenceCenterState,
  type PreferenceCenterState,
} from './preferenceCenterState.js'
import { PreferenceCenterStatus } from './PreferenceCenterStatus.js'
import { PreferenceCenterStreak } from './PreferenceCenterStreak.js'
import { PreferenceCenterSubscribed } from './PreferenceCenterSubscribed.js'

export interface PreferenceCenterProps extends HTMLAttributes<HTMLElement> {
  /** The level of its title; its groups stand one below. @default 2 */
  readonly headingLevel?: PreferenceCenterState['headingLevel'] | undefined
  /**
   * Whether the default layout has the streak settings: `true` wherever the service has streaks, `false` never.
   * @default where the provider is given `metrics`, or the service tells what a streak can stand on
   */
  readonly streak?: boolean | undefined
}

/**
 * Lets people choose which messages reach them, and where; each switch takes effect at once. Renders a `<section>`; children
 * replace its default layout.
 * @selector [data-status="signed-out"] [data-status="loading"] [data-status="failed"] [data-status="unsupported"] [data-status="ready"] how its load went
 */
export const PreferenceCenter = forwardRef<HTMLElement, PreferenceCenterProps>(
  function PreferenceCenter(
    { headingLevel = 2, streak, children = <DefaultLayout streak={streak} />, ...props },
    ref,
  ): JSX.Element {
    const { status } = usePreferenceStatus()
    const titleId = useId()
    return (
      <PreferenceCenterProvider value={{ titleId, headingLevel }}>
        <section
          aria-labelledby={titleId}
          {...partProps('preference-center', props)}
          ref={ref}
          tabIndex={-1}
          data-status={status}
          aria-busy={status === 'loading'}
        >
          {children}
          <PreferenceCenterStatus />
        </section>
      </PreferenceCenterProvider>
    )
  },
)

function DefaultLayout({ streak }: Pick<PreferenceCenterProps, 'streak'>): JSX.Element {
  return (
    <>
      <PreferenceCenterHeader />
      <PreferenceCenterNotice />
      <PreferenceCenterChannels />
      <PreferenceCenterList />
      {streak !== false && <PreferenceCenterStreak always={streak} />}
      <PreferenceCenterSubscribed />
    </>
  )
}

export interface PreferenceCenterHeaderProps extends HTMLAttributes<HTMLElement> {}

/** Names the center and says in a sentence what it is for; children replace the words. Renders a `<header>`. */
export const PreferenceCenterHeader = forwardRef<HTMLElement, PreferenceCenterHeaderProps>(
  function PreferenceCenterHeader({ children, ...props }, ref): JSX.Element {
    const { preferences: t } = useSharedMessages()
    const { titleId, headingLevel } = usePreferenceCenterState('PreferenceCenterHeader')
    const Title = `h${headingLevel}` as 'h2'
    return (
      <header {...partProps('preference-center-header', props)} ref={ref}>
        <Title className="ik-preference-center-title" id={titleId}>
          {children ?? t.title}
        </Title>
        {!children && <p className="ik-preference-center-description">{t.description}</p>}
      </header>
    )
  },
)
