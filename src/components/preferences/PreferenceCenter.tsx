'use client'
import { forwardRef, useId, type HTMLAttributes, type ReactNode } from 'react'
import { usePreferenceMessages } from '../../react/messages/usePreferenceMessages.js'
import { usePreferenceStatus } from '../../react/preferences/usePreferenceStatus.js'
import { HeadingLevelContext } from '../ui/headingLevel.js'
import { HasSaveBarContext } from '../ui/SaveBar.js'
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
import { PreferenceCenterSubscribed } from './PreferenceCenterSubscribed.js'

/** Props of `PreferenceCenter`. */
export interface PreferenceCenterProps extends HTMLAttributes<HTMLElement> {
  /** The heading level of the title; groups are one level below. @default 2 */
  readonly headingLevel?: PreferenceCenterState['headingLevel'] | undefined
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
  function PreferenceCenter({ headingLevel = 2, streak, children, ...props }, ref) {
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
          <HasSaveBarContext.Provider value>
            {children ?? (
              <>
                <PreferenceCenterHeader />
                <PreferenceCenterNotice />
                <PreferenceCenterChannels />
                <PreferenceCenterList />
                <HeadingLevelContext.Provider value={(headingLevel + 1) as 2}>
                  {streak}
                </HeadingLevelContext.Provider>
                <PreferenceCenterSubscribed />
              </>
            )}
          </HasSaveBarContext.Provider>
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
        {!children && <p className="ik-preference-center-description">{t.description}</p>}
      </header>
    )
  },
)
