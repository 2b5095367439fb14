'use client'
import type { JSX } from 'react'
import { usePreferenceStatus } from '../../react/preferences/usePreferenceStatus.js'
import { useStreak } from '../../react/streak/useStreak.js'
import { useStreakEnd } from '../../react/streak/useStreakEnd.js'
import { useStreakOffer } from '../../react/streak/useStreakOffer.js'
import { StreakSettings, type StreakSettingsProps } from '../streak/StreakSettings.js'
import { usePreferenceCenterState } from './preferenceCenterState.js'

export interface PreferenceCenterStreakProps extends Omit<StreakSettingsProps, 'headingLevel'> {
  /**
   * Shows it wherever the service has streaks.
   * @default where the provider is given `metrics`, or the service tells what a streak can stand on
   */
  readonly always?: boolean | undefined
}

/**
 * Shows the streak settings, one heading below the center's. Renders a `<section>`, and nothing where the service has no streaks, nor
 * before that is known.
 */
export function PreferenceCenterStreak({
  always = false,
  ...props
}: PreferenceCenterStreakProps): JSX.Element | null {
  const { headingLevel } = usePreferenceCenterState('PreferenceCenterStreak')
  // What the service can do may come with its first answer.
  const { status } = usePreferenceStatus()
  const { isOffered, hasMetrics } = useStreakOffer()
  if (status === 'signed-out' || isOffered === false || !(always || hasMetrics)) return null
  const settings = <StreakSettings headingLevel={(headingLevel + 1) as 2} {...props} />
  return isOffered ? settings : <IfFound>{settings}</IfFound>
}

/** Reads, so that it is one request with the rest of the page, and shows nothing before it is there. */
function IfFound({ children }: { readonly children: JSX.Element }): JSX.Element | null {
  const { status } = useStreak()
  useStreakEnd()
  return status === 'ready' ? children : null
}
